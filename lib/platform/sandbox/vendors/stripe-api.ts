import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { findAccount } from '../accounts'
import { nobody, openWorldAt, type SandboxEnv } from '../open-world'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { formFields } from '../wire'
import { refuse, type StripeAnswer } from './stripe-answer'
import { getCustomer, listCustomers, searchCustomers } from './stripe-customers'
import { nestedParameters } from './stripe-form'
import {
  addLines,
  createInvoice,
  finalizeInvoice,
  getInvoice,
  listInvoices,
  sendInvoice,
} from './stripe-invoices'
import type { StripeCall, StripeMethod } from './stripe-method'
import { getPaymentIntent, listBalanceTransactions } from './stripe-payments'
import { hasPlatformKey, notConnectedError, wrongKeyRefusal } from './stripe-token'
import { doneRequests, seedStripe } from './stripe-world'

const methods: readonly [method: 'GET' | 'POST', path: string, run: StripeMethod][] = [
  ['GET', '/customers', listCustomers],
  ['GET', '/customers/search', searchCustomers],
  ['GET', '/customers/:id', getCustomer],
  ['GET', '/invoices', listInvoices],
  ['POST', '/invoices', createInvoice],
  ['GET', '/invoices/:id', getInvoice],
  ['POST', '/invoices/:id/add_lines', addLines],
  ['POST', '/invoices/:id/finalize', finalizeInvoice],
  ['POST', '/invoices/:id/send', sendInvoice],
  ['GET', '/payment_intents/:id', getPaymentIntent],
  ['GET', '/balance_transactions', listBalanceTransactions],
]

const responseOf = ({ status, body }: StripeAnswer, headers: HeadersInit = {}) =>
  Response.json(body, { status, headers })

/**
 * Returns the world of an account: that of `owner`, the customer for whom the platform makes the request, or else that of the
 * customer to whom the grant belongs.
 */
async function openAccount(
  simulation: Simulation,
  owner: string | undefined,
  { id, accountId, owner: grantOwner }: SimulatedGrant,
) {
  if (owner !== undefined && grantOwner === null) await simulation.grants.setOwner(id, owner)
  return openWorldAt(simulation, 'stripe', accountId, owner ?? grantOwner ?? nobody, seedStripe)
}

/** Returns the refusal of a request with a wrong header, or of a write to an account with read-only access, or `undefined`. */
function refusalOf(request: Request, grant: SimulatedGrant): StripeAnswer | undefined {
  const version = request.headers.get('stripe-version')
  if (version !== null && !/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) {
    return refuse(`Invalid Stripe API version: ${version}`)
  }
  if (request.method === 'GET') return undefined
  if (!grant.scopes.includes('read_write')) {
    return refuse('The connected account has granted this platform read-only access.', {
      status: 403,
      code: 'more_permissions_required',
    })
  }
  const type = request.headers.get('content-type') ?? ''
  if (request.body && !type.startsWith('application/x-www-form-urlencoded')) {
    return refuse(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
    )
  }
  return undefined
}

/** Does a write. A second request with the same idempotency key does nothing, and gets the answer of the first one. */
async function write(
  run: StripeMethod,
  call: StripeCall,
  { request, form }: { request: Request; form: URLSearchParams },
): Promise<Response> {
  const key = request.headers.get('idempotency-key')
  const sent = `${new URL(request.url).pathname}\n${form}`
  const fingerprint = createHash('sha256').update(sent).digest('hex')
  return call.world.change(async (world) => {
    const done = key === null ? undefined : await world.get(doneRequests, key)
    if (done && done.request !== fingerprint) {
      return responseOf(
        refuse(
          'Keys for idempotent requests can only be used with the same parameters they were first used with.',
          { type: 'idempotency_error' },
        ),
      )
    }
    if (done) {
      return responseOf({ status: 200, body: done.body }, { 'idempotent-replayed': 'true' })
    }
    const answer = await run({ ...call, world }, nestedParameters(form))
    if (key !== null && answer.status === 200) {
      await world.put(doneRequests, key, { request: fingerprint, body: answer.body })
    }
    return responseOf(answer)
  })
}

/** Creates the part of Stripe's API that reads and changes the content of a connected account. */
export function stripeApi(simulation: Simulation): Hono<SandboxEnv> {
  const api = new Hono<SandboxEnv>()
  const handle = (run: StripeMethod) => async (c: Context<SandboxEnv>) => {
    const request = c.req.raw
    if (!hasPlatformKey(request)) return wrongKeyRefusal()
    const accountId = request.headers.get('stripe-account')
    if (accountId === null) {
      return responseOf(refuse('The sandbox has only connected accounts. Send Stripe-Account.'))
    }
    const grant = await simulation.grants.findLatest('stripe', accountId)
    if (!grant) return notConnectedError()
    const refusal = refusalOf(request, grant)
    if (refusal) return responseOf(refusal)
    const call = {
      world: await openAccount(simulation, c.env.owner, grant),
      account: findAccount('stripe', accountId),
      id: c.req.param('id') ?? '',
      now: Math.floor(simulation.now() / 1000),
    }
    if (request.method === 'POST') {
      return write(run, call, { request, form: await formFields(request) })
    }
    return responseOf(await run(call, nestedParameters(new URL(request.url).searchParams)))
  }
  for (const [method, path, run] of methods) api.on(method, path, handle(run))
  return api
}
