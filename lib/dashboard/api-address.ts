import 'server-only'
import { theDashboard } from './composition'

/** Returns the address of the API that this dashboard uses, without a slash at the end. */
export function apiAddress(): string {
  return theDashboard().api.base
}
