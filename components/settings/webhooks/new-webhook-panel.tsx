import { CodeBlock } from '@/components/ui/code-block'
import { Notice } from '@/components/ui/notice'
import type { WebhooksView } from '@/lib/contract/view/webhooks'

/**
 * Shows the secret of a new webhook, or says that it can no longer be shown. Otherwise shows
 * nothing.
 */
export function NewWebhookPanel({ view }: { view: WebhooksView }) {
  const { newWebhook, addedId } = view
  if (newWebhook === null && addedId === null) return null
  if (newWebhook === null)
    return (
      <Notice tone="warning" role="status">
        <p>
          <strong className="font-semibold">The webhook was added.</strong> Its secret is shown only
          once, right after that. If you have not copied it, delete the webhook and add it again.
        </p>
      </Notice>
    )
  return (
    <section
      aria-label="Secret of the new webhook"
      className="flex flex-col gap-3 rounded-lg border border-success/40 bg-success-subtle p-4"
    >
      <div role="status">
        <p className="font-semibold">The secret of your new webhook</p>
        <p className="text-muted text-sm">
          Copy it now. It is shown only this once. Your receiver verifies with it that a message
          comes from Miteos.
        </p>
      </div>
      <CodeBlock code={newWebhook.secret} label="Copy the secret" />
      <p className="text-muted text-sm">
        <a className="underline underline-offset-2" href="/developers#webhooks-verifying">
          How to verify a message
        </a>
      </p>
    </section>
  )
}
