import { Hono } from 'hono'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import type { SandboxEnv } from '../open-world'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import type { BrokenCredential, Vendor } from './vendor'

const tokenPattern = /^\d{1,15}:[A-Za-z0-9_-]{1,128}$/

function refusal(status: 401 | 404, description: string): Response {
  return Response.json({ ok: false, error_code: status, description }, { status })
}

function botFields(token: string) {
  const id = token.slice(0, token.indexOf(':'))
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

/**
 * Revokes a bot's token, as its owner can with @BotFather. Returns `false` for the bot that everybody in the sandbox
 * shares, because a fault would break it for everybody, and for a text that is no token.
 */
async function revokeBot(
  simulation: Simulation,
  { accessToken: token }: BrokenCredential,
): Promise<boolean> {
  if (!tokenPattern.test(token) || token === sandboxRegistrations.telegram.secret) return false
  const presented = await simulation.tokens.lookUp('telegram', token, { purpose: 'identity' })
  if (presented) {
    await simulation.grants.revoke(presented.grant.id)
    return true
  }
  const grant = await simulation.grants.store(
    {
      service: 'telegram',
      accountId: token.slice(0, token.indexOf(':')),
      scopes: [],
      details: {},
      redirectUri: '',
      codeChallenge: null,
      scenario: 'as_usual',
      owner: null,
    },
    randomToken(''),
    simulation.now(),
  )
  await simulation.grants.spendCode(grant)
  await simulation.tokens.store(grant, 'access', token)
  await simulation.grants.revoke(grant.id)
  return true
}

function routes(simulation: Simulation): Hono<SandboxEnv> {
  const telegram = new Hono<SandboxEnv>()
  telegram.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', async ({ req }) => {
    const token = req.param('bot').slice('bot'.length)
    if (!tokenPattern.test(token)) return refusal(404, 'Not Found')
    const presented = await simulation.tokens.lookUp('telegram', token, { purpose: 'check' })
    if (presented?.state === 'revoked') return refusal(401, 'Unauthorized')
    const method = req.param('method').toLowerCase()
    if (method === 'getme') return Response.json({ ok: true, result: botFields(token) })
    if (method === 'deletewebhook') {
      return Response.json({ ok: true, result: true, description: 'Webhook is already deleted' })
    }
    return refusal(404, 'Not Found')
  })
  return telegram
}

/** Telegram. Every well-formed token belongs to a bot that works, until a fault is injected. */
export const telegram: Vendor = { service: 'telegram', routes, breakGrant: revokeBot }
