import type { Role } from '../api/role'

/** Each role, with what somebody who has this role may do. */
export const roleWords: Record<Role, { name: string; meaning: string }> = {
  admin: { name: 'Admin', meaning: 'everything, these settings too' },
  member: { name: 'Member', meaning: 'view, connect, check, disconnect' },
  support: { name: 'Support', meaning: 'view, check, disconnect' },
}
