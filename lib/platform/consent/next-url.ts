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

/** The standard errors that the client gets unchanged. */
const passedOnErrors = ['access_denied', 'server_error', 'temporarily_unavailable'] as const

/** Returns the error that the client gets for a provider's error: `invalid_request` for an unknown one. */
function returnError(provider: OAuthProvider, providerError: string): ReturnError {
  const error = ownProperty(provider.errorNames, providerError) ?? providerError
  return (
    obstacleOf(providerError) ??
    passedOnErrors.find((passedOn) => passedOn === error) ??
    'invalid_request'
  )
}

/** A usable answer of a provider, and the person who brought it. */
interface BroughtAnswer {
  person: Person
  provider: OAuthProvider
  answer: Exclude<Callback, { outcome: 'invalid' }>
}

/**
 * Creates a code. The provider code is sealed in the row of the code, with everything else that the exchange
 * needs.
 */
async function createCode(
  { codes, connectAttempts, now }: ConsentContext,
  { person, provider }: BroughtAnswer,
  { service, redirectUri, codeVerifier, providerRedirectUri, attempt }: ConsumedTransaction,
  providerCode: string,
  db: Database,
): Promise<string> {
  const receivedAt = now()
  const newCode = {
    accountId: person.accountId,
    environment: person.environment,
    service,
    personId: person.id,
    redirectUri,
    grantInput: {
      kind: 'oauth' as const,
      code: providerCode,
      codeVerifier,
      redirectUri: providerRedirectUri,
      receivedAt,
    },
    attemptId: attempt?.id ?? null,
    ...(provider.codeLifetimeMs === undefined
      ? {}
      : { providerCodeEndsAt: receivedAt + provider.codeLifetimeMs }),
  }
  const oauthCode = await codes.create(newCode, db)
  if (attempt) {
    const steps = [
      { step: 'returned', at: receivedAt },
      { step: 'code_given', at: now() },
    ] as const
    await connectAttempts.record(attempt, { steps, expiresAt: codes.expiryOfNew(newCode) }, db)
  }
  return oauthCode
}

/**
 * Returns the URL to which the browser is sent with the answer of a provider: with a code, or with an error. Records
 * the answer in the connect attempt.
 */
export async function makeNextUrl(
  context: ConsentContext,
  brought: BroughtAnswer,
  transaction: ConsumedTransaction,
  db: Database,
): Promise<string> {
  const { settings, connectAttempts, returnAddresses } = context
  const { person, provider, answer } = brought
  const { attempt } = transaction
  const target = { ...transaction, state: transaction.clientState, issuer: settings.appUrl }
  if (answer.outcome === 'code') {
    const oauthCode = await createCode(context, brought, transaction, answer.code, db)
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
