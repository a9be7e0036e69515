import type { Confirmation } from '@/components/ui/confirm-button'
import type { RedirectUri } from '@/lib/contract/api/redirect-uri'
import type { Viewer } from '@/lib/contract/view/viewer'

/** Returns the path of the page that asks whether to delete a redirect URI. */
export function deletePath(id: string): string {
  return `/settings/redirect-uris/${encodeURIComponent(id)}/delete`
}

/** Returns the question that is asked before a redirect URI is deleted. */
export function deleteConfirmation(
  { id, uri, app_name: appName }: RedirectUri,
  { personId }: Viewer,
): Confirmation {
  return {
    title: 'Delete this redirect URI?',
    description: `People can no longer return to ${appName} at ${uri}. Whoever is on the way there ends on a page of Miteos. What is connected stays connected.`,
    verb: 'Delete',
    action: `${deletePath(id)}/submit`,
    fields: { person: personId },
  }
}
