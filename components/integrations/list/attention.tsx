import { CircleCheck, TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { integrationName } from '../words/integration-name'
import { numerals } from '../words/numerals'
import { reasonSentence } from '../words/status-words'
import { vendorName } from '../words/vendor-name'
import type { Overview } from './overview'
import type { UnansweringService } from './unanswering'

/** The account name after a dot. A name that is too long for the sentence is cut. */
function ShortenedName({ text }: { text: string }) {
  return (
    <span>
      {' · '}
      <Name title={text} className="inline-block max-w-56 truncate align-bottom">
        {text}
      </Name>
    </span>
  )
}

function BrokenLine({ integration, viewer }: { integration: ListedIntegration; viewer: Viewer }) {
  const { id, service, account } = integration
  const name = integrationName(integration)
  return (
    <li className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 max-sm:py-1">
      <p className="line-clamp-8 min-w-0 flex-1 basis-60 text-sm wrap-anywhere">
        <strong className="font-semibold">
          <Name>{serviceName(service)}</Name>
        </strong>
        {account && <ShortenedName text={account.name} />}
        <span> stopped working. </span>
        <span className="text-muted">{reasonSentence(integration.status_reason, service)}</span>
      </p>
      {viewerMay(viewer, 'connect') && (
        <PostForm
          action={`/connect/${encodeURIComponent(service)}`}
          fields={{ person: viewer.personId, return_to: '/integrations', reconnects: id }}
        >
          <Button type="submit" aria-label={`Reconnect now: ${name}`}>
            Reconnect
          </Button>
        </PostForm>
      )}
    </li>
  )
}

function UnansweringLine({ service, uncheckedCount }: UnansweringService) {
  const count = numerals.format(uncheckedCount)
  return (
    <li className="flex min-h-8 items-center text-sm max-sm:py-1">
      <p className="min-w-0 wrap-anywhere">
        <strong className="font-semibold">
          <Name>{vendorName(service)}</Name>
        </strong>
        <span>{` is not answering; ${count} ${uncheckedCount === 1 ? 'integration' : 'integrations'} could not be checked.`}</span>
      </p>
    </li>
  )
}

/**
 * Lists the integrations that need reconnecting, each with a button if the viewer may reconnect, and the vendors that
 * do not answer. When there are none, says that everything works. When that is not known, or nothing is connected, says what the page is for. The component always
 * takes up space, so that the page does not move when an integration breaks.
 */
export function Attention({
  overview,
  viewer,
  isStale,
}: {
  /** Undefined until the list is loaded. */
  overview: Pick<Overview, 'broken' | 'counts' | 'uncheckedCount' | 'unanswering'> | undefined
  viewer: Viewer
  /** True when the overview is out of date, so that the page cannot say that everything works. */
  isStale: boolean
}) {
  const { broken = [], counts, uncheckedCount = 0, unanswering = [] } = overview ?? {}
  const unlistedCount = (counts?.broken ?? 0) - broken.length
  const everythingWorks = !isStale && counts !== undefined && counts.connected > 0
  const worksWords =
    uncheckedCount > 0
      ? 'Everything that could be checked works.'
      : 'Everything that is connected works.'
  if (broken.length === 0 && unanswering.length === 0)
    return (
      <p className="flex min-h-11 items-center gap-2 text-muted">
        {everythingWorks && <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />}
        <span>{everythingWorks ? worksWords : 'Link the accounts that your agents work in.'}</span>
      </p>
    )
  return (
    <section
      aria-label="Needs attention"
      className="flex gap-2.5 rounded-lg border border-warning-border bg-warning-subtle p-1.25 pl-3"
    >
      <TriangleAlert aria-hidden className="mt-2 size-4 shrink-0 text-warning" />
      <ul className="flex min-w-0 flex-1 flex-col gap-1.5">
        {broken.map((integration) => (
          <BrokenLine key={integration.id} integration={integration} viewer={viewer} />
        ))}
        {unlistedCount > 0 && (
          <li className="flex min-h-8 items-center text-sm">
            <a className="underline underline-offset-2" href="/integrations?status=error">
              {`and ${unlistedCount} more that need reconnecting`}
            </a>
          </li>
        )}
        {unanswering.map((service) => (
          <UnansweringLine key={service.service} {...service} />
        ))}
      </ul>
    </section>
  )
}
