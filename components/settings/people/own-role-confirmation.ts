import type { Confirmation } from '@/components/ui/confirm-button'
import type { Person } from '@/lib/contract/api/person'
import type { Role } from '@/lib/contract/api/role'
import { roleWords } from '@/lib/contract/view/role-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import { rolePath } from './role-form'

/** Returns the question that is asked before a person changes their own role. */
export function ownRoleConfirmation(
  { id }: Person,
  role: Role,
  { personId }: Viewer,
): Confirmation {
  const { name, meaning } = roleWords[role]
  return {
    title: `Change your own role to ${name}?`,
    description: `You lose access to what only admins may do, at once. What you keep: ${meaning}. Only another admin can make you an admin again.`,
    verb: 'Change',
    action: `${rolePath(id)}/submit`,
    fields: { person: personId, role },
  }
}
