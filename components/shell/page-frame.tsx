import type { ReactNode } from 'react'
import type { Viewer } from '@/lib/contract/view/viewer'
import { TopBar } from './top-bar'

/** The frame of every page: a skip link, the top bar, and the main part. */
export function PageFrame({
  viewer = null,
  showsPublicLinks = false,
  children,
}: {
  /** Null or absent when nobody is signed in. */
  viewer?: Viewer | null
  /** Whether the top bar shows "Developers" and "Sign in" to somebody who is not signed in. */
  showsPublicLinks?: boolean
  children: ReactNode
}) {
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <TopBar viewer={viewer} showsPublicLinks={showsPublicLinks} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex max-w-content flex-col gap-6 px-4 pt-8 pb-20 outline-none sm:px-6"
      >
        {children}
      </main>
    </>
  )
}
