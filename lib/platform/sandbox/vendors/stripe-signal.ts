import { createHmac } from 'node:crypto'
import { sandboxRegistrations, sandboxSigningSecrets } from '../../core/sandbox-registrations'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import type { SandboxCredential } from './vendor'

/** Returns the request with which Stripe reports that the owner of an account has ended the access of our platform. */
export async function stripeSignal(
  { appUrl, now }: Simulation,
  { details }: SandboxCredential,
): Promise<Request> {
  const time = Math.floor(now() / 1000)
  const body = JSON.stringify({
    id: randomToken('evt_', 16),
    object: 'event',
    api_version: '2026-10-28.dahlia',
    account: details.stripe_user_id,
    created: time,
    type: 'account.application.deauthorized',
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    data: { object: { id: sandboxRegistrations.stripe.id, object: 'application', name: 'Miteos' } },
  })
  const signature = createHmac('sha256', sandboxSigningSecrets.stripe)
    .update(`${time}.${body}`)
    .digest('hex')
  return new Request(`${appUrl}/signals/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': `t=${time},v1=${signature}`,
    },
    body,
  })
}
