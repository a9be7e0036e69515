import type { Confirmation } from '@/components/ui/confirm-button'
import type { Person } from '@/lib/contract/api/person'
import type { Viewer } from '@/lib/contract/view/viewer'

/** Returns the path of the page that asks whether to remove a person. */
export function removePath(id: string): string {
  return `/settings/people/${encodeURIComponent(id)}/remove`
}

/** Returns the question that is asked before a person is removed. */
export function removeConfirmation(
  { id, name }: Person,
  { personId, apiPersonId }: Viewer,
): Confirmation {
  const isOwn = id === apiPersonId
  return {
    title: isOwn ? 'Remove yourself?' : `Remove ${name}?`,
    description: isOwn
      ? 'You lose access to this account and are signed out at once. The API tokens that you created end too. What you connected stays.'
      : 'Their sessions and the API tokens that they created end at once. What they connected stays.',
    verb: 'Remove',
    action: `${removePath(id)}/submit`,
    fields: { person: personId },
  }
}
