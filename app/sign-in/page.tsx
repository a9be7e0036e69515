import type { Metadata } from 'next'
import { SignInPanel } from '@/components/sign-in/sign-in-panel'
import { readSignInPage } from '@/lib/dashboard/sign-in/read-sign-in-page'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage(page: PageProps<'/sign-in'>) {
  return <SignInPanel view={await readSignInPage(await page.searchParams)} />
}
