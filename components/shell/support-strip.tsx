import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import { DayAndTime } from '@/components/ui/time'
import type { Viewer } from '@/lib/contract/view/viewer'

/** Says to support staff in whose account they are, why, and until when. Shown on every page of the account. */
export function SupportStrip({
  viewer,
  support,
}: {
  viewer: Viewer
  support: NonNullable<Viewer['support']>
}) {
  return (
    <section
      aria-label="Support"
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 border-accent/40 border-b bg-accent-subtle px-4 py-1.5 text-accent text-sm"
    >
      <p className="min-w-0 text-center wrap-anywhere">
        <strong className="font-semibold">
          Support in <Name>{viewer.accountName ?? 'an account'}</Name>
        </strong>{' '}
        until <DayAndTime at={Date.parse(support.endsAt)} />. Reason: <Name>{support.reason}</Name>
      </p>
      <PostForm action="/support/leave" fields={{ person: viewer.personId }}>
        <Button type="submit" size="small">
          Leave
        </Button>
      </PostForm>
    </section>
  )
}
