import type { ReactNode } from 'react'
import { BackLink } from '@/components/ui/back-link'

/**
 * The page about the passkeys of a member of the support staff. Without `children` it says why there are none: the person is
 * support staff by single sign-on.
 */
export function StaffPasskeys({ children }: { children: ReactNode }) {
  return (
    <>
      <BackLink href="/support">Support</BackLink>
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-2xl tracking-tight">Your passkeys</h1>
        <p className="text-muted">
          {children
            ? 'With a passkey you sign in with your fingerprint, your face or the PIN of a device. Add one for each device that you use.'
            : 'You are support staff by single sign-on, and sign in with it each time. A passkey does not let you in as support staff.'}
        </p>
      </div>
      {children}
    </>
  )
}
