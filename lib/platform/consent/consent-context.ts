import type { Person, WhoIsSignedIn } from '../access/person'
import type { Codes } from '../codes/codes'
import type { Limit } from '../core/limits'
import type { GrantsContext } from '../grants/grants-context'
import type { Refuse } from './refusal-page'
import type { TransactionCookie } from './transaction-cookie'
import type { Transactions } from './transactions'

/** What `createConsentPages` needs. */
export interface ConsentOptions extends GrantsContext {
  codes: Codes
  whoIsSignedIn: WhoIsSignedIn
  /** Whether people of this account may be sent to exactly this address. */
  isRegistered: (redirectUri: string, person: Person) => boolean | Promise<boolean>
  limits: { connects: Limit }
}

/** What every consent page and form works with. */
export interface ConsentContext extends ConsentOptions {
  transactions: Transactions
  cookie: TransactionCookie
  refuse: Refuse
}
