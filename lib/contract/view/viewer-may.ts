import { may, type Operation } from '../api/permissions'
import type { Viewer } from './viewer'

/** Whether the page offers an operation. Without a role from Miteos it offers all of them, and the API decides. */
export function viewerMay(viewer: Viewer, operation: Operation): boolean {
  return viewer.role === undefined || may(viewer.role, operation)
}
