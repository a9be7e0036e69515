import type { Context } from 'hono'
import { findAccount } from '../accounts'
import type { CallPurpose } from '../faults'
import { openWorld, type SandboxEnv } from '../open-world'
import type { Simulation } from '../simulation'
import { bearerToken } from '../wire'
import type { DescribedMethod } from './gmail-call'
import { draftMethods } from './gmail-drafts'
import { gmailRefusal } from './gmail-errors'
import { labelMethods } from './gmail-labels'
import { messageMethods } from './gmail-messages'
import { seedGmail } from './gmail-seed'
import { googleVendor } from './google'
import { insufficientScopes, unauthenticated } from './google-errors'

const scopePrefix = 'https://www.googleapis.com/auth/gmail.'
const scopeWords: Record<string, string> = {
  [`${scopePrefix}modify`]: 'Read, compose and send emails from your Gmail account',
  [`${scopePrefix}readonly`]: 'View your email messages and settings',
  [`${scopePrefix}compose`]: 'Manage drafts and send emails',
  [`${scopePrefix}send`]: 'Send email on your behalf',
  [`${scopePrefix}labels`]: 'See and edit your email labels',
}

/** Returns the grant of a request to the API, or a refusal. The token needs one of `scopes`, or by default any scope of Gmail. */
async function authorize(
  { tokens }: Simulation,
  { req }: Context<SandboxEnv>,
  purpose: CallPurpose,
  scopes?: readonly string[],
) {
  const presented = await tokens.lookUp('gmail', bearerToken(req.raw), { purpose })
  if (presented?.kind !== 'access' || presented.state !== 'live') return unauthenticated()
  const allowed = scopes?.map((scope) => scopePrefix + scope) ?? Object.keys(scopeWords)
  const { grant } = presented
  if (!grant.scopes.some((scope) => allowed.includes(scope))) return insufficientScopes()
  const { email = '', name = '' } = findAccount('gmail', grant.accountId).facts
  const user = req.param('user')
  if (user !== 'me' && user !== email)
    return gmailRefusal(403, `Delegation denied for ${email}`, 'forbidden')
  return { grant, owner: { email, name } }
}

/** Returns the JSON of a request, or `undefined` when it has none. */
async function jsonOf(request: Request): Promise<unknown> {
  const isJson = request.headers.get('content-type')?.startsWith('application/json')
  return isJson ? request.json().catch(() => undefined) : undefined
}

async function answer(
  simulation: Simulation,
  context: Context<SandboxEnv>,
  { scopes, run }: DescribedMethod,
): Promise<Response> {
  const authorized = await authorize(simulation, context, 'tool', scopes)
  if (authorized instanceof Response) return authorized
  const answered = await run({
    world: await openWorld(simulation, context, authorized.grant, seedGmail),
    owner: authorized.owner,
    query: new URL(context.req.url).searchParams,
    body: await jsonOf(context.req.raw),
    id: context.req.param('id') ?? '',
    now: simulation.now(),
  })
  if (answered instanceof Response) return answered
  return answered ? Response.json(answered) : new Response(null, { status: 204 })
}

export const gmail = {
  ...googleVendor({
    service: 'gmail',
    scopeWords,
    addApi(routes, simulation) {
      routes.get('/gmail/v1/users/:user/profile', async (context) => {
        const authorized = await authorize(simulation, context, 'either')
        if (authorized instanceof Response) return authorized
        return Response.json({
          emailAddress: authorized.owner.email,
          messagesTotal: 1482,
          threadsTotal: 963,
          historyId: '204816',
        })
      })
      for (const method of [...messageMethods, ...draftMethods, ...labelMethods]) {
        routes.on(method.verb, `/gmail/v1/users/:user${method.path}`, (context) =>
          answer(simulation, context, method),
        )
      }
    },
  }),
  seed: seedGmail,
}
