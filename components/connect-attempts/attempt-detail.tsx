import { SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { BackLink } from '@/components/ui/back-link'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import type { ConnectAttempt } from '@/lib/contract/api/connect-attempt'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import { AttemptFacts } from './attempt-facts'
import { FindAttempt } from './find-attempt'
import { OutcomeBadge } from './outcome-badge'
import { Timeline } from './timeline'

/** Says that a reference finds no attempt, with the form to try another one. */
export function NoAttempt({ reference }: { reference: string }) {
  return (
    <>
      <BackLink href="/attempts">All attempts</BackLink>
      <h1 className="font-semibold text-2xl tracking-tight">Attempt</h1>
      <EmptyPanel
        icon={<SearchX aria-hidden className="size-5 text-muted" />}
        title="No attempt has this reference"
      >
        Records are kept for 30 days. A page that refused a link before anything began has no
        record; the log has its reference.
      </EmptyPanel>
      <FindAttempt reference={reference} />
    </>
  )
}

/** The page of one attempt to connect. */
export function AttemptDetail({
  attempt,
  shownTitle,
}: {
  attempt: ConnectAttempt
  /** The title of the page that the dashboard showed at the end, or null. */
  shownTitle: ReactNode
}) {
  const name = serviceName(attempt.service)
  return (
    <>
      <BackLink href="/attempts">All attempts</BackLink>
      <div className="flex flex-wrap items-center gap-4">
        <Logo source={serviceLogo(attempt.service)} size="large" />
        <div className="min-w-0 flex-1 basis-48">
          <h1 className="font-semibold text-2xl tracking-tight wrap-anywhere">
            Connecting <Name>{name}</Name>
          </h1>
          <OutcomeBadge outcome={attempt.outcome} />
        </div>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-4">
          {shownTitle && (
            <Notice>
              The person then saw the page <strong className="font-semibold">{shownTitle}</strong>.
            </Notice>
          )}
          <Timeline attempt={attempt} />
        </div>
        <AttemptFacts attempt={attempt} />
      </div>
    </>
  )
}
