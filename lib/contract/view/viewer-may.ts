import { may, type Operation } from '../api/permissions'
import type { Viewer } from './viewer'

/**
 * Returns whether the page offers the viewer an operation. When Miteos tells no role, the page offers all
 * operations and the API decides.
 */
export function viewerMay(viewer: Viewer, operation: Operation): boolean {
  return viewer.role === undefined || may(viewer.role, operation)
}
