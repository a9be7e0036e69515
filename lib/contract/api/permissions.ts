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

const granted: Record<Role, readonly Operation[]> = {
  admin: operations,
  member: ['view', 'connect', 'check', 'disconnect', 'fault'],
  support: ['view', 'check', 'disconnect'],
}

/** Returns whether a role may do an operation. The API enforces it, and the page offers the same. */
export function may(role: Role, operation: Operation): boolean {
  return granted[role].includes(operation)
}
