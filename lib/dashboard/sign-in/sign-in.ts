import 'server-only'
import type { Account } from '@/lib/contract/api/account'
import type { Environment } from '@/lib/contract/api/role'
import type { SignInReason } from '@/lib/contract/view/sign-in'
import type { Dashboard } from '../dashboard'
import { createMiteos, type Identity, type Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { IdentifiedPerson } from '../people/embedded-people'
import { publicPersonId } from '../sessions/public-person-id'
import type { NewSession, Renewal } from '../sessions/sessions'
import { parseToken } from './parse-token'

/**
 * Why a sign-in failed. The sign-in page has one more reason, `revoked`, for a session whose token
 * was revoked.
 */
export type SignInFailure = Exclude<SignInReason, 'revoked'>

export interface PresentedToken {
  token: string
  environment: Environment
  /** A secret text that is the same at every sign-in of one person. */
  personKey: string
  /** Set when the token was made for this sign-in. */
  tokenId: string | null
  /** The account of the token, when it is known before the API is asked. */
  accountId: string | null
  /** The person of the embedded platform who signs in. Null for a token that belongs to no person. */
  who: IdentifiedPerson | null
  /** Set when the token is the access token of an issuer. */
  renewal?: Renewal
}

/** Returns the API token in pasted text, or null when the text is no token. */
export function readPresentedToken(pasted: string | null): PresentedToken | null {
  const read = parseToken(pasted)
  return (
    read && { ...read, personKey: `token:${read.token}`, tokenId: null, accountId: null, who: null }
  )
}

async function readAccount(miteos: Miteos, identity: Identity | null): Promise<Account | null> {
  if (!identity) return null
  try {
    return await miteos.account()
  } catch (error) {
    if (error instanceof MiteosError) return null
    throw error
  }
}

function signInFailureOf({ kind }: MiteosError): SignInFailure {
  if (kind === 'unauthorized' || kind === 'forbidden') return 'wrong_token'
  return kind === 'rate_limited' ? 'throttled' : 'unreachable'
}

/**
 * Checks the token by asking the API for the list. Returns a session that can be begun, or the failure. Stores
 * nothing.
 */
export async function verifyToken(
  { api, settings, log }: Dashboard,
  { token, environment, personKey, tokenId, accountId, who, renewal }: PresentedToken,
  requestId: string,
): Promise<{ session: NewSession } | { failure: SignInFailure }> {
  const miteos = createMiteos(api, { bearer: () => token, requestId })
  try {
    const { identity } = await miteos.listAndIdentity()
    const account = await readAccount(miteos, identity)
    return {
      session: {
        personId: publicPersonId(personKey, settings.nextAuthSecret),
        bearer: token,
        // The token of an issuer does not tell the environment.
        environment: renewal ? (account?.environment ?? environment) : environment,
        accountId: identity?.accountId ?? accountId,
        accountName: account?.name ?? null,
        role: identity?.role ?? null,
        tokenId,
        who,
        renewal,
      },
    }
  } catch (error) {
    if (!(error instanceof MiteosError)) throw error
    const failure = signInFailureOf(error)
    log.warn({ request_id: requestId, failure, kind: error.kind }, 'a sign-in failed')
    return { failure }
  }
}
