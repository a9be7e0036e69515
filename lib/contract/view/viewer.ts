import type { Environment, Role } from '../api/role'
import type { Service } from '../services/catalogue'

/** Who looks at the page, as far as the browser may know. */
export interface Viewer {
  /** Public name of the identity; every write carries it, so that it never runs as somebody else. */
  person: string
  environment: Environment
  /** Absent against a Miteos without the additive resources: every action is offered, the API decides. */
  role?: Role
  accountName?: string
  /** Services that can be connected; absent when unknown: all are offered. */
  availableServices?: Service[]
  /** Whether single integrations can be looked up, checked and explained. */
  hasDetails: boolean
}
