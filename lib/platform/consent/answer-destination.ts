import type { ReturnError } from '@/lib/contract/api/return-error'
import type { Database } from '@/lib/storage/database'
import type { Person } from '../access/person'
import type { Callback } from '../oauth/callback-parameters'
import { obstacleOf } from '../oauth/obstacle-words'
import type { OAuthProvider } from '../providers/oauth-provider'
import { ownProperty } from '../providers/own-property'
import type { ConsentContext } from './consent-context'
import { errorDescriptions, returnUrl } from './return-url'
import type { ConsumedTransaction } from './transactions'

/** The standard error codes that the client gets unchanged. */
const passedOnErrors = ['access_denied', 'server_error', 'temporarily_unavailable'] as const

/** Returns the error that the client gets for a provider's error code: `invalid_request` for an unknown code. */
function returnError(provider: OAuthProvider, code: string): ReturnError {
  const error = ownProperty(provider.errorNames, code) ?? code
  return obstacleOf(code) ?? passedOnErrors.find((known) => known === error) ?? 'invalid_request'
}

/** A usable answer of a provider, and the person who brought it. */
interface Brought {
  person: Person
  provider: OAuthProvider
  answer: Exclude<Callback, { outcome: 'invalid' }>
}

/**
 * Creates one of our codes. The provider's code is sealed in the row of our code, with everything else that the
 * exchange needs.
 */
async function mint(
  { codes, connectAttempts, now }: ConsentContext,
  { person, provider }: Brought,
  { service, redirectUri, codeVerifier, providerRedirectUri, attempt }: ConsumedTransaction,
  code: string,
  db: Database,
): Promise<string> {
  const receivedAt = now()
  const minted = {
    accountId: person.accountId,
    environment: person.environment,
    service,
    person: person.id,
    redirectUri,
    grantInput: {
      kind: 'oauth' as const,
      code,
      codeVerifier,
      redirectUri: providerRedirectUri,
      receivedAt,
    },
    attemptId: attempt?.id ?? null,
    ...(provider.codeLifetimeMs === undefined
      ? {}
      : { providerCodeEndsAt: receivedAt + provider.codeLifetimeMs }),
  }
  const oauthCode = await codes.mint(minted, db)
  if (attempt) {
    const steps = [
      { step: 'returned', at: receivedAt },
      { step: 'code_given', at: now() },
    ] as const
    await connectAttempts.record(attempt, { steps, expiresAt: codes.expiryOfNew(minted) }, db)
  }
  return oauthCode
}

/**
 * Returns the URL to which the answer of a provider leads: with one of our codes, or with an error. Records it in
 * the connect attempt.
 */
export async function destinationOf(
  context: ConsentContext,
  brought: Brought,
  transaction: ConsumedTransaction,
  db: Database,
): Promise<string> {
  const { settings, connectAttempts, returnAddresses } = context
  const { person, provider, answer } = brought
  const { attempt } = transaction
  const target = { ...transaction, state: transaction.clientState, issuer: settings.appUrl }
  if (answer.outcome === 'code') {
    const oauthCode = await mint(context, brought, transaction, answer.code, db)
    await returnAddresses.markUsed(transaction.redirectUri, person, db)
    return returnUrl(target, { oauthCode })
  }
  const error = returnError(provider, answer.error)
  if (attempt) {
    const outcome = error === 'access_denied' ? 'denied' : 'failed'
    const reason = errorDescriptions[error]
    await connectAttempts.fail(attempt, { step: 'returned', outcome, reason }, db)
  }
  return returnUrl(target, { error })
}
