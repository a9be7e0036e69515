import { Hono } from 'hono'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import type { BrokenCredential, Vendor } from './vendor'

const botToken = /^\d{1,15}:[A-Za-z0-9_-]{1,128}$/

function refusal(status: 401 | 404, description: string): Response {
  return Response.json({ ok: false, error_code: status, description }, { status })
}

function bot(token: string) {
  const id = token.slice(0, token.indexOf(':'))
  const shared = id === sandboxRegistrations.telegram.id
  return {
    id: Number(id),
    is_bot: true,
    first_name: shared ? 'Miteos' : `Sandbox bot ${id}`,
    username: shared ? 'miteos_sandbox_bot' : `sandbox_${id}_bot`,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }
}

/**
 * Revokes a bot's token, as its owner would with @BotFather. Returns `false` for the bot that everybody in the
 * sandbox shares, because that would break it for everybody.
 */
async function revokeBot(
  simulation: Simulation,
  { accessToken: token }: BrokenCredential,
): Promise<boolean> {
  if (!botToken.test(token) || token === sandboxRegistrations.telegram.secret) return false
  const known = await simulation.tokens.present('telegram', token, 'identity')
  if (known) {
    await simulation.grants.revoke(known.grant.id)
    return true
  }
  const grant = await simulation.grants.open(
    {
      service: 'telegram',
      accountId: token.slice(0, token.indexOf(':')),
      scopes: [],
      details: {},
      redirectUri: '',
      codeChallenge: null,
      scenario: 'as_usual',
    },
    randomToken(''),
    simulation.now(),
  )
  await simulation.grants.spendCode(grant)
  await simulation.tokens.adopt(grant, 'access', token)
  await simulation.grants.revoke(grant.id)
  return true
}

function routes(simulation: Simulation): Hono {
  const telegram = new Hono()
  telegram.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', async ({ req }) => {
    const token = req.param('bot').slice('bot'.length)
    if (!botToken.test(token)) return refusal(404, 'Not Found')
    const known = await simulation.tokens.present('telegram', token, 'check')
    if (known?.state === 'revoked') return refusal(401, 'Unauthorized')
    const method = req.param('method').toLowerCase()
    if (method === 'getme') return Response.json({ ok: true, result: bot(token) })
    if (method === 'deletewebhook') {
      return Response.json({ ok: true, result: true, description: 'Webhook is already deleted' })
    }
    return refusal(404, 'Not Found')
  })
  return telegram
}

/** Telegram. Every well-formed token belongs to a bot that works, until a fault is injected. */
export const telegram: Vendor = { service: 'telegram', routes, breakGrant: revokeBot }
