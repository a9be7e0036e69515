import type { Environment, Role } from '../api/role'
import type { Service } from '../services/catalogue'

/** Who looks at the page, as far as the browser may know. */
export interface Viewer {
  /** Public name of the identity. Every write sends it, so that it is never done as somebody else. */
  person: string
  environment: Environment
  /** Absent with a Miteos without the additive resources: the page offers every action and the API decides. */
  role?: Role
  accountName?: string
  /** The services that can be connected. When unknown, the page offers all of them. */
  availableServices?: Service[]
  /** Whether single integrations can be looked up, checked and explained. */
  hasDetails: boolean
}
