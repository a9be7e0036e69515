import type { Viewer } from '../view/viewer'
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

/** Whether a role may do something. The API enforces it; the page mirrors it. */
export function may(role: Role, operation: Operation): boolean {
  return granted[role].includes(operation)
}

/** Whether the page offers an operation. Without a role from Miteos it offers all of them, and the API decides. */
export function viewerMay(viewer: Viewer, operation: Operation): boolean {
  return viewer.role === undefined || may(viewer.role, operation)
}
