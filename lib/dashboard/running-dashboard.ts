import 'server-only'
import type { Dashboard } from './dashboard'

declare global {
  /**
   * The dashboard is on `globalThis`, because Next loads the modules several times and the process must have one
   * dashboard, with one registry of metrics.
   */
  var miteosDashboard: Dashboard | undefined
}

/**
 * Returns the dashboard of this process, which lib/dashboard/start.ts has composed. This module imports only types, so
 * that Next does not copy the platform into every page and route.
 */
export function theDashboard(): Dashboard {
  if (!globalThis.miteosDashboard) throw new Error('The server has not started yet.')
  return globalThis.miteosDashboard
}
