import type { Confirmation } from '@/components/ui/confirm-button'
import type { Token } from '@/lib/contract/api/token'
import type { Viewer } from '@/lib/contract/view/viewer'

/** Returns the path of the page that asks whether to revoke an API token. */
export function revokePath(id: string): string {
  return `/settings/tokens/${encodeURIComponent(id)}/revoke`
}

/** Returns the question that is asked before a token is revoked. */
export function revokeConfirmation(
  { id, name }: Token,
  { personId, tokenId }: Viewer,
): Confirmation {
  const own = id === tokenId ? ' You are signed in with this token, so you will be signed out.' : ''
  return {
    title: `Revoke “${name}”?`,
    description: `Whatever uses this token stops working at once, and people who signed in with it are signed out. This cannot be undone.${own}`,
    verb: 'Revoke',
    action: `${revokePath(id)}/submit`,
    fields: { person: personId },
  }
}
