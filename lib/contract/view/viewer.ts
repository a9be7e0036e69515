import type { Environment, Role } from '../api/role'
import type { Service } from '../services/catalogue'

/** An account in which a person may work. */
export interface Place {
  accountId: string
  accountName: string
  isCurrent: boolean
  /** The only environment in which the person may work there. Absent for both. */
  onlyEnvironment?: Environment
}

/** The facts about the person who looks at a page that the browser may know. */
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
  /** The name of a person who has signed in as themselves. */
  personName?: string
  /** The id by which the API knows this person. */
  apiPersonId?: string
  /**
   * The accounts in which the person may work; of many that they administer, those that they last used. Absent for somebody who
   * has not signed in as themselves.
   */
  places?: Place[]
  /** Whether there is a page with the accounts that the viewer administers. */
  administers?: boolean
  /** Set for the operator's support staff: who they are, why they opened the account, and until when. */
  support?: { name: string; reason: string; endsAt: string }
  /** The services that can be connected. Absent when they are not known: the page then offers all services. */
  availableServices?: Service[]
  /** The id of the API token with which the person is signed in. Absent when Miteos does not tell it. */
  tokenId?: string
  /** True when Miteos offers more than the three documented calls: reading and checking one integration, its history, redirect URIs, tokens. */
  apiHasAdditionalResources: boolean
}
