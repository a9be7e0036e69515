import 'server-only'
import { theDashboard } from './composition'

/** Where a program finds the API of this dashboard, without a slash at the end. */
export function apiAddress(): string {
  return theDashboard().api.base
}
