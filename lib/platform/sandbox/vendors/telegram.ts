import { Hono } from 'hono'
import { z } from 'zod'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { nobody, openWorldAt, type SandboxEnv } from '../open-world'
import type { SimulatedGrant } from '../simulated-grants'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { formFields } from '../wire'
import { type TelegramRefusal, telegramMethods } from './telegram-methods'
import { seedTelegram } from './telegram-world'
import type { SandboxCredential, Vendor } from './vendor'

const tokenPattern = /^\d{1,15}:[A-Za-z0-9_-]{1,128}$/
const fieldsSchema = z.record(z.string(), z.unknown())

function refuse({ status, description, parameters }: TelegramRefusal): Response {
  return Response.json(
    { ok: false, error_code: status, description, ...(parameters && { parameters }) },
    { status },
  )
}

const botIdOf = (token: string) => token.slice(0, token.indexOf(':'))

function botFields(token: string) {
  const id = botIdOf(token)
  const isShared = id === sandboxRegistrations.telegram.id
  return {
    id: Number(id),
    is_bot: true,
    first_name: isShared ? 'Miteos' : `Sandbox bot ${id}`,
    username: isShared ? 'miteos_sandbox_bot' : `sandbox_${id}_bot`,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }
}

/** Returns the parameters of a call: those of the query for a GET, and otherwise those of a form or of a JSON object. */
async function parametersOf(request: Request): Promise<URLSearchParams> {
  const { searchParams } = new URL(request.url)
  if (request.method === 'GET') return searchParams
  const form = await formFields(request.clone())
  if (form.size > 0) return form
  const fields = fieldsSchema.safeParse(await request.json().catch(() => undefined)).data ?? {}
  const written = Object.entries(fields).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined) return []
    return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]]
  })
  return new URLSearchParams(written)
}

/** Stores a grant for a token that has none yet. */
async function storeGrant(
  simulation: Simulation,
  token: string,
  owner: string | null,
): Promise<SimulatedGrant> {
  const grant = await simulation.grants.store(
    {
      service: 'telegram',
      accountId: botIdOf(token),
      scopes: [],
      details: {},
      redirectUri: '',
      codeChallenge: null,
      scenario: 'as_usual',
      owner,
    },
    randomToken(''),
    simulation.now(),
  )
  await simulation.grants.spendCode(grant)
  await simulation.tokens.store(grant, 'access', token)
  return grant
}

/**
 * Returns the owner of the bot's world: the customer for whom the platform makes the request. Stores this customer for the
 * token, so that an SDK with the same token works in the same world. Stores none for the token that everybody shares.
 */
async function ownerOf(
  simulation: Simulation,
  token: string,
  { grant, owner }: { grant: SimulatedGrant | undefined; owner: string | undefined },
): Promise<string> {
  const isPublic = token === sandboxRegistrations.telegram.secret
  if (owner !== undefined && !isPublic && grant?.owner !== owner) {
    if (grant) await simulation.grants.setOwner(grant.id, owner)
    else await storeGrant(simulation, token, owner)
  }
  return owner ?? grant?.owner ?? nobody
}

/**
 * Revokes a bot's token, as its owner can with @BotFather. Returns `false` for the bot that everybody in the sandbox
 * shares, because a fault would break it for everybody, and for a text that is no token.
 */
async function revokeBot(
  simulation: Simulation,
  { accessToken: token }: SandboxCredential,
): Promise<boolean> {
  if (!tokenPattern.test(token) || token === sandboxRegistrations.telegram.secret) return false
  const presented = await simulation.tokens.lookUp('telegram', token, { purpose: 'identity' })
  if (presented) {
    await simulation.grants.revoke(presented.grant.id)
    return true
  }
  const grant = await storeGrant(simulation, token, null)
  await simulation.grants.revoke(grant.id)
  return true
}

function routes(simulation: Simulation): Hono<SandboxEnv> {
  const telegram = new Hono<SandboxEnv>()
  telegram.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', async ({ req, env }) => {
    const token = req.param('bot').slice('bot'.length)
    if (!tokenPattern.test(token)) return refuse({ status: 404, description: 'Not Found' })
    const name = req.param('method').toLowerCase()
    const presented = await simulation.tokens.lookUp('telegram', token, {
      purpose: name === 'getme' ? 'check' : 'tool',
    })
    if (presented?.state === 'revoked') return refuse({ status: 401, description: 'Unauthorized' })
    if (name === 'getme') return Response.json({ ok: true, result: botFields(token) })
    const method = Object.hasOwn(telegramMethods, name) ? telegramMethods[name] : undefined
    if (!method) return refuse({ status: 404, description: 'Not Found' })
    const owner = await ownerOf(simulation, token, { grant: presented?.grant, owner: env.owner })
    const answer = await method({
      world: await openWorldAt(simulation, 'telegram', botIdOf(token), owner, seedTelegram),
      parameters: await parametersOf(req.raw),
      bot: botFields(token),
      now: simulation.now(),
    })
    return 'status' in answer ? refuse(answer) : Response.json({ ok: true, ...answer })
  })
  return telegram
}

/** Telegram. Every well-formed token belongs to a bot that works, until a fault is injected. */
export const telegram: Vendor = {
  service: 'telegram',
  routes,
  seed: seedTelegram,
  subjectOf: ({ accessToken }) => botIdOf(accessToken),
  breakGrant: revokeBot,
}
