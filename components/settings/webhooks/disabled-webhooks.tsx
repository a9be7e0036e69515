import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import type { Webhook } from '@/lib/contract/api/webhook'

/** Tells an admin on another page which webhooks are disabled. Shows nothing when there are none. */
export function DisabledWebhooks({ webhooks }: { webhooks: readonly Webhook[] }) {
  const [first] = webhooks
  if (!first) return null
  const others = webhooks.length - 1
  return (
    <Notice
      tone="warning"
      action={
        <a className={buttonClass()} href="/settings/webhooks">
          See webhooks
        </a>
      }
    >
      <p className="line-clamp-3">
        <strong className="font-semibold">
          {others === 0 ? 'A webhook is disabled' : `${webhooks.length} webhooks are disabled`}
        </strong>
        {' and told nothing: '}
        <code translate="no" className="font-mono text-xs">
          {first.url}
        </code>
        {others > 0 && ` and ${others} more`}
      </p>
    </Notice>
  )
}
