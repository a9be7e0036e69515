import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Mark } from '@/components/ui/mark'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import type { StaffView } from '@/lib/contract/view/support'

/** The frame of the pages of the support staff, who are in no account here. */
export function SupportFrame({ staff, children }: { staff: StaffView; children: ReactNode }) {
  return (
    <>
      <header className="border-border border-b bg-surface">
        <div className="mx-auto flex min-h-14 max-w-3xl flex-wrap items-center gap-x-5 gap-y-1 px-4 py-2 sm:px-6">
          <a
            href="/support"
            className="flex items-center gap-2.5 rounded-sm font-semibold text-lg tracking-tight"
          >
            <Mark />
            <span>
              <span translate="no">Miteos</span> <span className="text-muted">Support</span>
            </span>
          </a>
          <div className="ml-auto flex min-w-0 items-center gap-3 max-sm:ml-0 max-sm:w-full">
            <Name className="truncate text-muted text-sm">{staff.name}</Name>
            <a
              href="/support/passkeys"
              className="shrink-0 text-muted text-sm underline-offset-4 hover:text-foreground hover:underline"
            >
              Your passkeys
            </a>
            <PostForm action="/sign-out" fields={{}} className="max-sm:-mr-3 max-sm:ml-auto">
              <Button type="submit" look="quiet" size="small">
                Sign out
              </Button>
            </PostForm>
          </div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex max-w-3xl flex-col gap-6 px-4 pt-8 pb-20 outline-none sm:px-6"
      >
        {children}
      </main>
    </>
  )
}
