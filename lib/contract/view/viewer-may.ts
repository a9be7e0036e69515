import { type Operation, roleMay } from '../api/permissions'
import type { Viewer } from './viewer'

/**
 * Returns whether the page offers the viewer an operation. When the role is not known, the page offers all
 * operations and the API decides.
 */
export function viewerMay(viewer: Viewer, operation: Operation): boolean {
  return viewer.role === undefined || roleMay(viewer.role, operation)
}
