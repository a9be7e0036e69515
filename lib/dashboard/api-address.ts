import 'server-only'
import { theDashboard } from './running-dashboard'

/** Returns the address of the API that this dashboard uses, without a slash at the end. */
export function apiAddress(): string {
  return theDashboard().api.base
}
