import type { Environment, Role } from '../api/role'
import type { Service } from '../services/catalogue'

/** The person who looks at the page, as far as the browser may know them. */
export interface Viewer {
  /**
   * The public id of the signed-in person. Every write sends it, so that nothing is ever written as another
   * person.
   */
  personId: string
  environment: Environment
  /**
   * Absent when Miteos does not offer the additive resources. The page then offers every action and the API
   * decides.
   */
  role?: Role
  accountName?: string
  /** The services that can be connected. When unknown, the page offers all of them. */
  availableServices?: Service[]
  /** True when Miteos offers the calls that read one integration, check it and list its history. */
  apiOffersDetails: boolean
}
