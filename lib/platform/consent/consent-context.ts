import type { Person, WhoIsSignedIn } from '../access/person'
import type { Codes } from '../codes/codes'
import type { Limit } from '../core/limits'
import type { GrantsContext } from '../grants/grants-context'
import type { Refuse } from './refusal-page'
import type { TransactionCookie } from './transaction-cookie'
import type { Transactions } from './transactions'

/** The parts from which `createConsentPages` creates the pages. */
export interface ConsentOptions extends GrantsContext {
  codes: Codes
  whoIsSignedIn: WhoIsSignedIn
  /** Returns whether the account of the person has registered exactly this URI. */
  isRegistered: (redirectUri: string, person: Person) => boolean | Promise<boolean>
  limits: { connects: Limit }
}

/** The parts that every consent page and form uses. */
export interface ConsentContext extends ConsentOptions {
  transactions: Transactions
  cookie: TransactionCookie
  refuse: Refuse
}
