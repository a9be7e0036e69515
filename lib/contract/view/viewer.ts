import type { Environment, Role } from '../api/role'
import type { Service } from '../services/catalogue'

/** The person who looks at the page, as far as the browser may know. */
export interface Viewer {
  /** The public name of the identity. Every write sends it, so that nothing is ever written as another person. */
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
