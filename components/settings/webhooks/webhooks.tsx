import { Webhook as WebhookIcon } from 'lucide-react'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { ReadFailure } from '@/components/ui/read-failure'
import { maxWebhooks } from '@/lib/contract/api/limits'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import type { ListedWebhook, WebhooksView } from '@/lib/contract/view/webhooks'
import { AddWebhookPanel } from './add-webhook-panel'
import { NewWebhookPanel } from './new-webhook-panel'
import { WebhookRow } from './webhook-row'
import { notDoneWords } from './webhook-words'

function WebhookList({
  listed,
  view,
  viewer,
}: {
  listed: readonly ListedWebhook[]
  view: WebhooksView
  viewer: Viewer
}) {
  if (listed.length === 0)
    return (
      <EmptyPanel
        icon={<WebhookIcon aria-hidden className="size-5 text-muted" />}
        title="No webhook yet"
      >
        Add the address of your server above. Each message is signed, and{' '}
        <a className="underline underline-offset-2" href="/developers#webhooks">
          the developers’ page
        </a>{' '}
        says how to verify it.
      </EmptyPanel>
    )
  return (
    <Panel
      title="Added"
      aside={<span className="text-muted text-sm">{`${listed.length} of ${maxWebhooks}`}</span>}
    >
      <ul className="-m-4 divide-y divide-border">
        {listed.map((each) => (
          <WebhookRow
            key={each.webhook.id}
            listed={each}
            sent={view.sent?.webhookId === each.webhook.id ? view.sent : null}
            viewer={viewer}
          />
        ))}
      </ul>
    </Panel>
  )
}

/** The content of the page about webhooks. */
export function Webhooks({ view, viewer }: { view: WebhooksView; viewer: Viewer }) {
  const { webhooks: answer, isDeleted, failed } = view
  if (answer.kind !== 'ready')
    return <ReadFailure what="the webhooks" path="/settings/webhooks" {...failureOf(answer)} />
  return (
    <>
      {isDeleted && (
        <Notice tone="success" role="status">
          Deleted. Nothing is sent there any more.
        </Notice>
      )}
      {failed && failed.form !== 'add' && (
        <Notice tone="danger" role="alert">
          {`${notDoneWords[failed.error]} Nothing was ${failed.form === 'delete' ? 'deleted' : 'sent'}.`}
        </Notice>
      )}
      <NewWebhookPanel view={view} />
      <AddWebhookPanel view={view} viewer={viewer} />
      <WebhookList listed={answer.value} view={view} viewer={viewer} />
    </>
  )
}
