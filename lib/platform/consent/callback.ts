import { roleMay } from '@/lib/contract/api/permissions'
import { isService, type Service } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import { isPrefetch } from '@/lib/http/prefetch'
import { seeOther } from '@/lib/http/see-other'
import { readCallback } from '../oauth/callback-parameters'
import { isForOperator, obstacleOf } from '../oauth/obstacle-words'
import type { OAuthProvider } from '../providers/oauth-provider'
import { providers } from '../providers/registry'
import { answerPrefetch } from './answer-prefetch'
import type { ConsentContext } from './consent-context'
import { makeNextUrl } from './next-url'
import { type RefuseProviderReturn, refuseProviderReturn } from './refuse-provider-return'
import { findSignedInPerson } from './signed-in-person'
import type { TransactionRefusal } from './transaction-refusal'
import { causeOf } from './unexpected-error'

const statePattern = /^[A-Za-z0-9_-]{43}$/

function providerOf(service: string): OAuthProvider | undefined {
  const provider = isService(service) ? providers[service] : undefined
  return provider?.kind === 'oauth' ? provider : undefined
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

/** The answer with which a person came back from a provider. */
interface ProviderReturn {
  provider: OAuthProvider
  url: URL
  state: string
  service: Service
}

/**
 * Handles a person's way back from a provider. Checks everything before the transaction is consumed, so that a
 * forged answer, or an answer in the wrong browser, consumes nothing. When the answer comes again later, the same
 * person in the same browser is sent to the same URL as the first time. Everybody else gets a refusal.
 */
async function finishWayBack(
  context: ConsentContext,
  request: Request,
  returned: ProviderReturn,
): Promise<Response> {
  const { settings, limits, transactions, cookie, log } = context
  const { provider, url, state, service } = returned
  const refuseWithoutPerson: RefuseProviderReturn = (cause, details) =>
    refuseProviderReturn(context, returned, cause, details)
  const person = await findSignedInPerson({ ...context, refuse: refuseWithoutPerson }, request, {
    service,
    retryAddress: '',
  })
  if (person instanceof Response) return person
  if (!person) return refuseWithoutPerson('signed_out')
  const refuse: RefuseProviderReturn = (cause, details) =>
    refuseProviderReturn(context, { ...returned, person }, cause, details)
  if (!roleMay(person.role, 'connect')) return refuse('role_may_not_connect')
  const waitSeconds = await limits.connects(`callback ${person.id}`)
  if (waitSeconds !== null) return refuse('rate_limited', { retryAfterSeconds: waitSeconds })

  const evidence = { state, browserSecret: cookie.read(request, state), person, service }
  const refuseOrRepeat = async (cause: TransactionRefusal) => {
    const nextUrl = cause === 'finished' ? await transactions.findNextUrl(evidence) : null
    return nextUrl === null ? refuse(cause) : seeOther(nextUrl, settings.appUrl)
  }
  const refusal = await transactions.findRefusal(evidence)
  if (refusal) return refuseOrRepeat(refusal)
  const answer = readCallback(provider, url)
  if (answer.outcome === 'invalid') {
    const cause = answer.reason === 'another_issuer' ? 'issuer_wrong' : 'callback_malformed'
    return refuse(cause, { reason: answer.reason })
  }

  const consumed = await transactions.consume(evidence, (transaction, db) =>
    makeNextUrl(context, { person, provider, answer }, transaction, db),
  )
  if ('refusal' in consumed) return refuseOrRepeat(consumed.refusal)
  const { id: transaction, nextUrl } = consumed
  const fields = { service, account: person.accountId, transaction }
  if (answer.outcome === 'code') log.info({ ...fields, answer: 'code' }, 'connect returns')
  else logProviderError(log, fields, answer.error)
  return seeOther(nextUrl, settings.appUrl)
}

/** Answers a request to the callback of a service. */
export async function handleCallback(
  context: ConsentContext,
  request: Request,
  pathService: string,
): Promise<Response> {
  const { log, refuse } = context
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
  const returned = { provider, url, state, service }
  try {
    return await finishWayBack(context, request, returned)
  } catch (error) {
    return refuseProviderReturn(context, returned, causeOf(error, log))
  }
}
