import type { Role } from '../api/role'

/** The name of each role, and what people with the role may do. */
export const roleWords: Record<Role, { name: string; meaning: string }> = {
  admin: { name: 'Admin', meaning: 'everything, these settings too' },
  member: { name: 'Member', meaning: 'view, connect, check, disconnect' },
  support: { name: 'Support', meaning: 'view, check, disconnect' },
}
