import type { Metadata } from 'next'
import { SignInPanel } from '@/components/sign-in/sign-in-panel'
import { describeSignIn } from '@/lib/server/sign-in/sign-in-view'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage(page: PageProps<'/sign-in'>) {
  const { error, callbackUrl, linkSecret, referenceId } = describeSignIn(await page.searchParams)
  return (
    <SignInPanel
      callbackUrl={callbackUrl}
      {...(error ? { reason: error } : {})}
      {...(referenceId ? { referenceId } : {})}
      {...(linkSecret ? { linkSecret } : {})}
    />
  )
}
