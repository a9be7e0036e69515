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
import { signedInPerson } from './signed-in-person'
import type { TransactionRefusal } from './transaction-refusal'
import type { ConsumedTransaction } from './transactions'

/** The standard error codes that the client gets unchanged. */
const passedOnErrors = ['access_denied', 'server_error', 'temporarily_unavailable'] as const
const statePattern = /^[A-Za-z0-9_-]{43}$/

function providerOf(service: string): OAuthProvider | undefined {
  const provider = isService(service) ? providers[service] : undefined
  return provider?.kind === 'oauth' ? provider : undefined
}

/** Returns the error that the client gets for a provider's error code: `invalid_request` for an unknown code. */
function returnError(provider: OAuthProvider, code: string): ReturnError {
  const error = ownProperty(provider.errorNames, code) ?? code
  return obstacleOf(code) ?? passedOnErrors.find((known) => known === error) ?? 'invalid_request'
}

/** Logs the provider's own error code. It is an operator alarm when only the operator can solve the problem. */
function logProviderError(log: Log, fields: object, code: string): void {
  const obstacle = obstacleOf(code)
  const allFields = { ...fields, vendor_code: code }
  if (obstacle && isForOperator(obstacle)) {
    log.error(allFields, 'operator alarm: the provider refuses our own registration')
  } else {
    log.info(allFields, 'connect returns an error of the provider')
  }
}

/** Answers a prefetch with an error. Browsers then discard the answer and send the request again on the click. */
function answerPrefetch(): Response {
  return new Response(null, { status: 503, headers: { 'Cache-Control': 'no-store' } })
}

/**
 * Creates one of our codes. The provider's code is sealed in the row of our code, with everything else that the
 * exchange needs.
 */
function mint(
  { codes, now }: ConsentContext,
  { person, provider, db }: { person: Person; provider: OAuthProvider; db: Database },
  { service, redirectUri, codeVerifier, providerRedirectUri }: ConsumedTransaction,
  code: string,
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
    ...(provider.codeLifetimeMs === undefined
      ? {}
      : { providerCodeEndsAt: receivedAt + provider.codeLifetimeMs }),
  }
  return codes.mint(minted, db)
}

/**
 * Handles a person's return from a provider. Checks everything before it consumes the transaction, so that a
 * forged answer or one that came to the wrong browser consumes nothing. When the answer comes again later, the
 * same person in the same browser is sent to the same URL as the first time. Everybody else gets a refusal.
 */
export async function callback(
  context: ConsentContext,
  request: Request,
  pathService: string,
): Promise<Response> {
  const { settings, limits, transactions, cookie, log, refuse } = context
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
  const person = await signedInPerson(context, request, { service, again: '' })
  if (person instanceof Response) return person
  if (!person) return refuse('signed_out', { service })
  if (!roleMay(person.role, 'connect')) return refuse('role_may_not_connect', { service })
  const wait = await limits.connects(`callback ${person.id}`)
  if (wait !== null) return refuse('rate_limited', { service, retryAfterSeconds: wait })

  const evidence = { state, browserSecret: cookie.read(request, state), person, service }
  const refused = async (cause: TransactionRefusal) => {
    const ledTo = cause === 'finished' ? await transactions.ledTo(evidence) : null
    return ledTo === null ? refuse(cause, { service }) : seeOther(ledTo, settings.appUrl)
  }
  const refusal = await transactions.refusal(evidence)
  if (refusal) return refused(refusal)
  const answer = readCallback(provider, url)
  if (answer.outcome === 'invalid') {
    const cause = answer.reason === 'another_issuer' ? 'issuer_wrong' : 'callback_malformed'
    return refuse(cause, { service, reason: answer.reason })
  }

  const consumed = await transactions.consume(evidence, async (transaction, db) => {
    const target = { ...transaction, state: transaction.clientState, issuer: settings.appUrl }
    if (answer.outcome === 'error')
      return returnUrl(target, { error: returnError(provider, answer.error) })
    const minted = mint(context, { person, provider, db }, transaction, answer.code)
    return returnUrl(target, { oauthCode: await minted })
  })
  if ('refusal' in consumed) return refused(consumed.refusal)
  const { id: transaction, ledTo } = consumed
  const fields = { service, account: person.accountId, transaction }
  if (answer.outcome === 'code') log.info({ ...fields, answer: 'code' }, 'connect returns')
  else logProviderError(log, fields, answer.error)
  return seeOther(ledTo, settings.appUrl)
}
