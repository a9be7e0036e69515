import type { Context } from 'hono'
import type { z } from 'zod'
import { findAccount } from '../accounts'
import { openWorld, type SandboxEnv } from '../open-world'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { bearerToken } from '../wire'
import type { World } from '../worlds'
import { googleVendor } from './google'
import { AdsRefusal, adsRefusal, answerBadBody, answerRefusal } from './google-ads-errors'
import {
  adsRequestSchema,
  budgetsRequestSchema,
  mutateAds,
  mutateBudgets,
} from './google-ads-mutations'
import { search, searchRequestSchema } from './google-ads-search'
import { customers, seedGoogleAds } from './google-ads-world'
import { insufficientScopes, unauthenticated } from './google-errors'

const adwords = 'https://www.googleapis.com/auth/adwords'

interface AdsCall {
  world: World
  /** The customer that the call is about. */
  customer: string
  body: unknown
  /** The present date, in ISO 8601. */
  today: string
}

/** The methods below a customer, by the end of their path. */
const methods: Readonly<Record<string, (call: AdsCall) => Promise<object | Response>>> = {
  'googleAds:search': ({ world, customer, body, today }) =>
    withBody(searchRequestSchema, body, (request) => search(world, customer, request, today)),
  'adGroupAds:mutate': ({ world, customer, body }) =>
    withBody(adsRequestSchema, body, (request) => mutateAds(world, customer, request)),
  'campaignBudgets:mutate': ({ world, customer, body }) =>
    withBody(budgetsRequestSchema, body, (request) => mutateBudgets(world, customer, request)),
}

/** Does the work with a body that the schema accepts. Returns Google's refusal of any other body. */
async function withBody<Body>(
  schema: z.ZodType<Body>,
  body: unknown,
  work: (body: Body) => Promise<object>,
): Promise<object | Response> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return work(parsed.data)
  const [issue] = parsed.error.issues
  const name = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.')
  return answerBadBody(`Invalid JSON payload received. Unknown name "${name}": Cannot find field.`)
}

/** Returns the grant of a live access token with the scope, or the refusal of Google. */
async function authenticate(
  { tokens }: Simulation,
  request: Request,
  purpose: 'identity' | 'tool',
): Promise<SimulatedGrant | Response> {
  const presented = await tokens.lookUp('google_ads', bearerToken(request), { purpose })
  if (presented?.kind !== 'access' || presented.state !== 'live') return unauthenticated()
  return presented.grant.scopes.includes(adwords) ? presented.grant : insufficientScopes()
}

const accessibleIds = ({ accountId }: SimulatedGrant) =>
  (findAccount('google_ads', accountId).facts.customers ?? '').split(' ')

/**
 * Checks that the person has access to a customer: directly, or through the manager account in the header
 * `login-customer-id`.
 *
 * @throws {AdsRefusal} when the person has no access, or an id is not valid
 */
async function checkAccess(world: World, grant: SimulatedGrant, customer: string, login?: string) {
  if (!/^\d{10}$/.test(customer) || (login !== undefined && !/^\d{10}$/.test(login)))
    throw adsRefusal('requestError', 'INVALID_CUSTOMER_ID', 'Invalid customer ID.')
  const accessible = accessibleIds(grant)
  const found = await world.get(customers, customer)
  const isReached =
    login === undefined || login === customer
      ? accessible.includes(customer)
      : accessible.includes(login) && found?.managed_by === login
  if (found && isReached) return
  const message =
    "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header."
  throw new AdsRefusal([{ code: ['authorizationError', 'USER_PERMISSION_DENIED'], message }], 403)
}

async function answerCall(simulation: Simulation, context: Context<SandboxEnv>): Promise<Response> {
  const { req } = context
  const version = req.param('version') ?? ''
  const method = methods[req.param('method') ?? '']
  if (!method) return answerNotFound()
  const grant = await authenticate(simulation, req.raw, 'tool')
  if (grant instanceof Response) return grant
  const body: unknown = await req.raw.json().catch(() => undefined)
  if (body === undefined) return answerBadBody('Invalid JSON payload received. Unexpected token.')
  const customer = req.param('customer') ?? ''
  const today = new Date(simulation.now()).toISOString().slice(0, 10)
  const world = await openWorld(simulation, context, grant, seedGoogleAds)
  try {
    await checkAccess(world, grant, customer, req.header('login-customer-id'))
    const answer = await method({ world, customer, body, today })
    return answer instanceof Response ? answer : Response.json(answer)
  } catch (error) {
    if (error instanceof AdsRefusal) return answerRefusal(error, version)
    throw error
  }
}

function answerNotFound(): Response {
  return new Response('<!DOCTYPE html>\n<title>Error 404 (Not Found)!!1</title>', {
    status: 404,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
  })
}

export const googleAds = googleVendor({
  service: 'google_ads',
  scopeWords: { [adwords]: 'See, edit, create and delete your Google Ads accounts and data' },
  seed: seedGoogleAds,
  addApi(routes, simulation) {
    routes.get('/:version{v[0-9]+}/customers:listAccessibleCustomers', async ({ req }) => {
      const grant = await authenticate(simulation, req.raw, 'identity')
      if (grant instanceof Response) return grant
      return Response.json({
        resourceNames: accessibleIds(grant).map((customer) => `customers/${customer}`),
      })
    })
    routes.post('/:version{v[0-9]+}/customers/:customer/:method', (context) =>
      answerCall(simulation, context),
    )
  },
})
