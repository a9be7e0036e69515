import type { Confirmation } from '@/components/ui/confirm-button'
import type { Webhook } from '@/lib/contract/api/webhook'
import type { Viewer } from '@/lib/contract/view/viewer'

/** Returns the path of the page that asks whether to delete a webhook. */
export function deletePath(id: string): string {
  return `/settings/webhooks/${encodeURIComponent(id)}/delete`
}

/** Returns the question that is asked before a webhook is deleted. */
export function deleteConfirmation({ id, url }: Webhook, { personId }: Viewer): Confirmation {
  return {
    title: 'Delete this webhook?',
    description: `Nothing is sent to ${url} any more, and the list of its deliveries is deleted too.`,
    verb: 'Delete',
    action: `${deletePath(id)}/submit`,
    fields: { person: personId },
  }
}
