import type { WhoIsSignedIn } from '../access/person'
import type { ReturnAddresses } from '../apps/return-addresses'
import type { ConnectAttempts } from '../attempts/connect-attempts'
import type { Codes } from '../codes/codes'
import type { Limit } from '../core/limits'
import type { GrantsContext } from '../grants/grants-context'
import type { Refuse } from './refusal-page'
import type { TransactionCookie } from './transaction-cookie'
import type { Transactions } from './transactions'

/** The parts from which `createConsentPages` creates the pages. */
export interface ConsentOptions extends GrantsContext {
  codes: Codes
  connectAttempts: ConnectAttempts
  whoIsSignedIn: WhoIsSignedIn
  returnAddresses: ReturnAddresses
  limits: { connects: Limit }
}

/** The parts that every consent page and form uses. */
export interface ConsentContext extends ConsentOptions {
  transactions: Transactions
  cookie: TransactionCookie
  refuse: Refuse
}
