import { Notice } from '@/components/ui/notice'
import type { Delivery } from '@/lib/contract/api/webhook-delivery'
import type { WebhooksView } from '@/lib/contract/view/webhooks'
import { resultWords } from './webhook-words'

/** Says how the receiver answered what was just sent to it, or that there is no answer yet. */
export function SentNotice({
  sent: { webhookId, messageId },
  deliveries,
}: {
  sent: NonNullable<WebhooksView['sent']>
  deliveries: readonly Delivery[] | null
}) {
  const delivery = deliveries?.find(({ message_id }) => message_id === messageId)
  if (!delivery)
    return (
      <Notice role="status">
        Sent. There is no answer yet.{' '}
        <a
          className="underline underline-offset-2"
          href={`/settings/webhooks?${new URLSearchParams({ webhook: webhookId, sent: messageId })}`}
        >
          Look again
        </a>
      </Notice>
    )
  const isAccepted = delivery.error === undefined
  return (
    <Notice tone={isAccepted ? 'success' : 'danger'} role="status">
      {`Sent. ${resultWords(delivery)}.`}
    </Notice>
  )
}
