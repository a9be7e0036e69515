import type { Role } from './role'

export const operations = [
  'view',
  'connect',
  'check',
  'disconnect',
  'fault',
  'replace_account',
] as const
export type Operation = (typeof operations)[number]

const allowedOperations: Record<Role, readonly Operation[]> = {
  admin: operations,
  member: ['view', 'connect', 'check', 'disconnect', 'fault'],
  support: ['view', 'check', 'disconnect'],
}

/** Returns whether a role may do an operation. The API refuses every other operation, and the pages do not offer it. */
export function roleMay(role: Role, operation: Operation): boolean {
  return allowedOperations[role].includes(operation)
}
