import type { Metadata } from 'next'
import { SignInPanel } from '@/components/sign-in/sign-in-panel'
import { describeSignIn } from '@/lib/dashboard/sign-in/sign-in-view'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage(page: PageProps<'/sign-in'>) {
  return <SignInPanel {...describeSignIn(await page.searchParams)} />
}
