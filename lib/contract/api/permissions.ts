import type { Role } from './role'

export const operations = [
  'view',
  'connect',
  'check',
  'disconnect',
  'make_reconnect_links',
  'fault',
  'replace_account',
  'view_redirect_uris',
  'manage_redirect_uris',
  'manage_tokens',
  'view_attempts',
  'manage_webhooks',
  'call_tools',
  'set_tool_policy',
  'view_people',
  'view_activity',
  'manage_people',
] as const
export type Operation = (typeof operations)[number]

const allowedOperations: Record<Role, readonly Operation[]> = {
  admin: operations,
  member: [
    'view',
    'connect',
    'check',
    'disconnect',
    'make_reconnect_links',
    'fault',
    'view_redirect_uris',
    'call_tools',
  ],
  support: [
    'view',
    'check',
    'disconnect',
    'make_reconnect_links',
    'view_attempts',
    'view_people',
    'view_activity',
  ],
}

/** Returns whether a role may do an operation. The API refuses every other operation, and the pages do not offer it. */
export function roleMay(role: Role, operation: Operation): boolean {
  return allowedOperations[role].includes(operation)
}

/**
 * Returns whether a role has every right of another role. Only then may it create tokens of the
 * other role.
 */
export function hasRightsOf(role: Role, other: Role): boolean {
  return allowedOperations[other].every((operation) => roleMay(role, operation))
}

/** Returns whether a text is the name of an operation. */
export function isOperation(text: string): text is Operation {
  return operations.some((operation) => operation === text)
}
