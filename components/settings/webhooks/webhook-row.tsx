import { ChevronRight } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import { CalendarDate } from '@/components/ui/time'
import type { Webhook } from '@/lib/contract/api/webhook'
import type { Viewer } from '@/lib/contract/view/viewer'
import type { ListedWebhook, WebhooksView } from '@/lib/contract/view/webhooks'
import { deleteConfirmation, deletePath } from './delete-confirmation'
import { DeliveryList } from './delivery-list'
import { DisabledNotice } from './disabled-notice'
import { SentNotice } from './sent-notice'

function Facts({ webhook }: { webhook: Webhook }) {
  const { url, events, description, created_at: createdAt } = webhook
  return (
    <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
      <h3>
        <code translate="no" className="font-medium font-mono text-xs wrap-anywhere">
          {url}
        </code>
      </h3>
      {description !== '' && (
        <p className="text-sm wrap-anywhere">
          <Name>{description}</Name>
        </p>
      )}
      <ul aria-label="Events" className="flex flex-wrap gap-1">
        {events.map((event) => (
          <li key={event} className="rounded-sm bg-subtle px-1.5 py-0.5 text-muted text-xs">
            <code translate="no" className="font-mono">
              {event}
            </code>
          </li>
        ))}
      </ul>
      <p className="text-muted text-xs">
        Added <CalendarDate value={createdAt} />
      </p>
    </div>
  )
}

/** One webhook: where it leads, what it is told, whether it is in use, its deliveries, and what can be done with it. */
export function WebhookRow({
  listed: { webhook, deliveries },
  sent,
  viewer,
}: {
  listed: ListedWebhook
  /** The message that was just sent to this webhook. */
  sent: WebhooksView['sent']
  viewer: Viewer
}) {
  const { id, url, disabled_at: disabledAt } = webhook
  return (
    <li id={id} className="flex scroll-mt-6 flex-col gap-3 px-4 py-3.5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Facts webhook={webhook} />
        <div className="flex shrink-0 flex-wrap gap-1">
          <PostForm
            action={`/settings/webhooks/${encodeURIComponent(id)}/test/submit`}
            fields={{ person: viewer.personId }}
          >
            <Button type="submit">
              <span>
                Send test<span className="sr-only">{` to ${url}`}</span>
              </span>
            </Button>
          </PostForm>
          <ConfirmButton
            {...deleteConfirmation(webhook, viewer)}
            confirmPath={deletePath(id)}
            label={`Delete ${url}`}
          />
        </div>
      </div>
      {disabledAt !== undefined && <DisabledNotice since={disabledAt} />}
      {sent && <SentNotice sent={sent} deliveries={deliveries} />}
      <details open className="group">
        <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-muted text-sm hover:text-foreground max-sm:min-h-11">
          <ChevronRight
            aria-hidden
            className="size-3.5 transition-transform group-open:rotate-90"
          />
          Deliveries
        </summary>
        <div className="pt-2">
          <DeliveryList deliveries={deliveries} webhookId={id} viewer={viewer} />
        </div>
      </details>
    </li>
  )
}
