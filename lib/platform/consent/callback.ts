import { roleMay } from '@/lib/contract/api/permissions'
import type { ReturnError } from '@/lib/contract/api/return-error'
import { isService } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import { seeOther } from '@/lib/http/see-other'
import type { Database } from '@/lib/storage/database'
import type { Person } from '../access/person'
import { readCallback } from '../oauth/callback-parameters'
import { isForOperator, obstacleOf } from '../oauth/obstacle-words'
import { providers } from '../providers'
import type { OAuthProvider } from '../providers/oauth-provider'
import { ownProperty } from '../providers/own-property'
import type { ConsentContext } from './consent-context'
import { isPrefetch } from './request-origin'
import { returnUrl } from './return-url'
import { findSignedInPerson } from './signed-in-person'
import type { TransactionRefusal } from './transaction-refusal'
import type { ConsumedTransaction } from './transactions'

/** The standard errors that the client gets unchanged. */
const passedOnErrors = ['access_denied', 'server_error', 'temporarily_unavailable'] as const
const statePattern = /^[A-Za-z0-9_-]{43}$/

function providerOf(service: string): OAuthProvider | undefined {
  const provider = isService(service) ? providers[service] : undefined
  return provider?.kind === 'oauth' ? provider : undefined
}

/** Returns the error that the client gets for a provider's error: `invalid_request` for an unknown one. */
function returnError(provider: OAuthProvider, providerError: string): ReturnError {
  const error = ownProperty(provider.errorNames, providerError) ?? providerError
  return (
    obstacleOf(providerError) ??
    passedOnErrors.find((passedOn) => passedOn === error) ??
    'invalid_request'
  )
}

/** Logs the provider's error, as an operator alarm when only the operator can solve the problem. */
function logProviderError(log: Log, fields: object, providerError: string): void {
  const obstacle = obstacleOf(providerError)
  const allFields = { ...fields, vendor_code: providerError }
  if (obstacle && isForOperator(obstacle)) {
    log.error(allFields, 'operator alarm: the provider refuses our own registration')
  } else {
    log.info(allFields, 'connect returns an error of the provider')
  }
}

/** Answers a prefetch with an error, so that the browser asks again on the click. */
function answerPrefetch(): Response {
  return new Response(null, { status: 503, headers: { 'Cache-Control': 'no-store' } })
}

/**
 * Creates a code. The provider code is sealed in the row of the code, with everything else that the exchange
 * needs.
 */
function createCode(
  { codes, now }: ConsentContext,
  { person, provider, db }: { person: Person; provider: OAuthProvider; db: Database },
  { service, redirectUri, codeVerifier, providerRedirectUri }: ConsumedTransaction,
  providerCode: string,
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
    ...(provider.codeLifetimeMs === undefined
      ? {}
      : { providerCodeEndsAt: receivedAt + provider.codeLifetimeMs }),
  }
  return codes.create(newCode, db)
}

/**
 * Handles a person's way back from a provider. Checks everything before the transaction is consumed, so that a
 * forged answer, or an answer in the wrong browser, consumes nothing. When the answer comes again later, the same
 * person in the same browser is sent to the same URL as the first time. Everybody else gets a refusal.
 */
export async function handleCallback(
  context: ConsentContext,
  request: Request,
  pathService: string,
): Promise<Response> {
  const { settings, limits, transactions, cookie, returnAddresses, log, refuse } = context
  const provider = providerOf(pathService)
  if (!provider) return refuse('not_found')
  const { service } = provider
  if (request.method !== 'GET') return refuse('method_not_allowed', { service, allow: 'GET' })
  if (isPrefetch(request)) return answerPrefetch()

  const url = new URL(request.url)
  const states = url.searchParams.getAll('state')
  const state = states[0]
  if (states.length !== 1 || !state || !statePattern.test(state)) {
    return refuse('state_unknown', { service })
  }
  const person = await findSignedInPerson(context, request, { service, again: '' })
  if (person instanceof Response) return person
  if (!person) return refuse('signed_out', { service })
  if (!roleMay(person.role, 'connect')) return refuse('role_may_not_connect', { service })
  const waitSeconds = await limits.connects(`callback ${person.id}`)
  if (waitSeconds !== null)
    return refuse('rate_limited', { service, retryAfterSeconds: waitSeconds })

  const evidence = { state, browserSecret: cookie.read(request, state), person, service }
  const refuseOrRepeat = async (cause: TransactionRefusal) => {
    const nextUrl = cause === 'finished' ? await transactions.findNextUrl(evidence) : null
    return nextUrl === null ? refuse(cause, { service }) : seeOther(nextUrl, settings.appUrl)
  }
  const refusal = await transactions.findRefusal(evidence)
  if (refusal) return refuseOrRepeat(refusal)
  const answer = readCallback(provider, url)
  if (answer.outcome === 'invalid') {
    const cause = answer.reason === 'another_issuer' ? 'issuer_wrong' : 'callback_malformed'
    return refuse(cause, { service, reason: answer.reason })
  }

  const consumed = await transactions.consume(evidence, async (transaction, db) => {
    const target = { ...transaction, state: transaction.clientState, issuer: settings.appUrl }
    if (answer.outcome === 'error')
      return returnUrl(target, { error: returnError(provider, answer.error) })
    const oauthCode = await createCode(context, { person, provider, db }, transaction, answer.code)
    await returnAddresses.markUsed(transaction.redirectUri, person, db)
    return returnUrl(target, { oauthCode })
  })
  if ('refusal' in consumed) return refuseOrRepeat(consumed.refusal)
  const { id: transaction, nextUrl } = consumed
  const fields = { service, account: person.accountId, transaction }
  if (answer.outcome === 'code') log.info({ ...fields, answer: 'code' }, 'connect returns')
  else logProviderError(log, fields, answer.error)
  return seeOther(nextUrl, settings.appUrl)
}
