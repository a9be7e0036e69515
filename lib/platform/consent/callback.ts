import { may } from '@/lib/contract/api/permissions'
import { isService, type Service } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import { seeOther } from '@/lib/http/see-other'
import { readCallback } from '../oauth/callback-parameters'
import { isForOperator, obstacleOf } from '../oauth/obstacle-words'
import { providers } from '../providers'
import type { OAuthProvider } from '../providers/oauth-provider'
import { destinationOf } from './answer-destination'
import type { ConsentContext } from './consent-context'
import { type RefuseReturn, refuseReturn } from './refused-return'
import { isPrefetch } from './request-origin'
import { signedInPerson } from './signed-in-person'
import type { TransactionRefusal } from './transaction-refusal'
import { causeOf } from './unexpected-error'

const statePattern = /^[A-Za-z0-9_-]{43}$/

function providerOf(service: string): OAuthProvider | undefined {
  const provider = isService(service) ? providers[service] : undefined
  return provider?.kind === 'oauth' ? provider : undefined
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

/** The answer of a provider that came to our callback. */
interface ProviderReturn {
  provider: OAuthProvider
  url: URL
  state: string
  service: Service
}

/**
 * Handles a person's return from a provider. Checks everything before it consumes the transaction, so that a
 * forged answer or one that came to the wrong browser consumes nothing. When the answer comes again later, the
 * same person in the same browser is sent to the same URL as the first time. Everybody else gets a refusal.
 */
async function finish(
  context: ConsentContext,
  request: Request,
  returned: ProviderReturn,
): Promise<Response> {
  const { settings, limits, transactions, cookie, log } = context
  const { provider, url, state, service } = returned
  const refuse: RefuseReturn = (cause, details) => refuseReturn(context, returned, cause, details)
  const person = await signedInPerson({ ...context, refuse }, request, { service, again: '' })
  if (person instanceof Response) return person
  if (!person) return refuse('signed_out')
  if (!may(person.role, 'connect')) return refuse('role_may_not_connect')
  const wait = await limits.connects(`callback ${person.id}`)
  if (wait !== null) return refuse('rate_limited', { retryAfterSeconds: wait })

  const evidence = { state, browserSecret: cookie.read(request, state), person, service }
  const refused = async (cause: TransactionRefusal) => {
    const ledTo = cause === 'finished' ? await transactions.ledTo(evidence) : null
    return ledTo === null ? refuse(cause) : seeOther(ledTo, settings.appUrl)
  }
  const refusal = await transactions.refusal(evidence)
  if (refusal) return refused(refusal)
  const answer = readCallback(provider, url)
  if (answer.outcome === 'invalid') {
    const cause = answer.reason === 'another_issuer' ? 'issuer_wrong' : 'callback_malformed'
    return refuse(cause, { reason: answer.reason })
  }

  const consumed = await transactions.consume(evidence, (transaction, db) =>
    destinationOf(context, { person, provider, answer }, transaction, db),
  )
  if ('refusal' in consumed) return refused(consumed.refusal)
  const { id: transaction, ledTo } = consumed
  const fields = { service, account: person.accountId, transaction }
  if (answer.outcome === 'code') log.info({ ...fields, answer: 'code' }, 'connect returns')
  else logProviderError(log, fields, answer.error)
  return seeOther(ledTo, settings.appUrl)
}

/** Answers a request to the callback of a service. */
export async function callback(
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
    return await finish(context, request, returned)
  } catch (error) {
    return refuseReturn(context, returned, causeOf(error, log))
  }
}
