import { createHmac } from 'node:crypto'
import { sandboxSigningSecrets } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import type { SandboxCredential } from './vendor'

/**
 * Returns the request with which Slack reports that the tokens of a person and of the bot were revoked
 * (https://docs.slack.dev/reference/events/tokens_revoked). Returns `undefined` when the sandbox has no such token.
 */
export async function slackSignal(
  simulation: Simulation,
  { accessToken }: SandboxCredential,
): Promise<Request | undefined> {
  const purpose = 'identity'
  const presented = await simulation.tokens.lookUp('slack', accessToken, { purpose })
  if (!presented) return undefined
  const { team_id, user_id, bot_user_id } = findAccount('slack', presented.grant.accountId).facts
  const time = Math.floor(simulation.now() / 1000)
  const body = JSON.stringify({
    type: 'event_callback',
    team_id,
    api_app_id: 'A01SANDBOX1',
    event_id: randomToken('Ev', 8),
    event_time: time,
    event: { type: 'tokens_revoked', tokens: { oauth: [user_id], bot: [bot_user_id] } },
  })
  const signature = createHmac('sha256', sandboxSigningSecrets.slack)
    .update(`v0:${time}:${body}`)
    .digest('hex')
  return new Request(`${simulation.appUrl}/signals/slack`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(time),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  })
}
