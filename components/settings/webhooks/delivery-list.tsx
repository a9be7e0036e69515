import { CircleCheck, CircleX } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { PostForm } from '@/components/ui/post-form'
import { Ago, DayAndTime } from '@/components/ui/time'
import type { Delivery } from '@/lib/contract/api/webhook-delivery'
import type { Viewer } from '@/lib/contract/view/viewer'
import { resultWords } from './webhook-words'

/** Says how a receiver answered, with an icon, words and a colour. */
export function DeliveryResult({ delivery }: { delivery: Delivery }) {
  const isAccepted = delivery.error === undefined
  const Icon = isAccepted ? CircleCheck : CircleX
  return (
    <span
      className={classes(
        'inline-flex items-start gap-1.5 font-medium text-sm',
        isAccepted ? 'text-success' : 'text-danger',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{resultWords(delivery)}</span>
    </span>
  )
}

function Row({
  delivery,
  webhookId,
  viewer,
}: {
  delivery: Delivery
  webhookId: string
  viewer: Viewer
}) {
  const { id, event, at, attempt, next_at: nextAt } = delivery
  return (
    <li className="flex items-start gap-3 px-3 py-2">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <DeliveryResult delivery={delivery} />
        <p className="flex flex-wrap gap-x-3 text-muted text-xs">
          <code translate="no" className="font-mono">
            {event}
          </code>
          <Ago value={at} />
          {attempt > 1 && <span>{`Try ${attempt}`}</span>}
          {nextAt && (
            <span>
              Next try <DayAndTime at={Date.parse(nextAt)} />
            </span>
          )}
        </p>
      </div>
      <PostForm
        action={`/settings/webhooks/${encodeURIComponent(webhookId)}/resend/submit`}
        fields={{ person: viewer.personId, delivery: id }}
      >
        <Button type="submit" look="quiet">
          <span>
            Resend
            <span className="sr-only">{` the message ${event}: ${resultWords(delivery)}`}</span>
          </span>
        </Button>
      </PostForm>
    </li>
  )
}

/** The last deliveries to a webhook, newest first, each with its answer and a button that sends it again. */
export function DeliveryList({
  deliveries,
  webhookId,
  viewer,
}: {
  /** Null when they could not be read. */
  deliveries: readonly Delivery[] | null
  webhookId: string
  viewer: Viewer
}) {
  if (deliveries === null)
    return <p className="text-muted text-sm">The deliveries could not be loaded.</p>
  if (deliveries.length === 0)
    return <p className="text-muted text-sm">Nothing has been sent yet.</p>
  return (
    <ul className="divide-y divide-border rounded-md border border-border">
      {deliveries.map((delivery) => (
        <Row key={delivery.id} delivery={delivery} webhookId={webhookId} viewer={viewer} />
      ))}
    </ul>
  )
}
