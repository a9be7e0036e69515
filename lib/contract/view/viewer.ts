import type { Environment, Role } from '../api/role'
import type { Service } from '../services/catalogue'

/** An account in which a person may work. */
export interface ViewerAccount {
  accountId: string
  accountName: string
  isCurrent: boolean
  /** The only environment in which the person may work there. Absent for both. */
  onlyEnvironment?: Environment
}

/** What the browser may know about the person who looks at a page. */
export interface Viewer {
  /**
   * The public id of the signed-in person. Every write sends this id, so that nothing is ever written as another
   * person.
   */
  personId: string
  environment: Environment
  /**
   * Absent when Miteos does not answer `GET /v1/account`. The page then offers every action and the API
   * decides.
   */
  role?: Role
  accountName?: string
  /** The name of the person. Absent for somebody who has not signed in as a person. */
  personName?: string
  /** The id by which the API knows this person. */
  apiPersonId?: string
  /**
   * The accounts in which the person may work, or only those that they used last when they
   * administer many. Absent for somebody who has not signed in as a person.
   */
  accounts?: ViewerAccount[]
  /** Whether the person administers accounts that are not among `accounts`. */
  hasMoreAccounts?: boolean
  /** Whether there is a page with the accounts that the viewer administers. */
  administers?: boolean
  /** Set for the operator's support staff: who they are, why they opened the account, and until when. */
  support?: { name: string; reason: string; endsAt: string }
  /** The services that can be connected. Absent when they are not known: the page then offers all services. */
  availableServices?: Service[]
  /** The id of the API token with which the person is signed in. Absent when it is not known. */
  tokenId?: string
  /**
   * True when Miteos has more than the three documented calls, such as those for one integration,
   * its history, redirect URIs and tokens.
   */
  apiHasAdditionalResources: boolean
}
