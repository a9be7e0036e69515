import { createHmac, randomUUID } from 'node:crypto'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import Stripe from 'stripe'
import { owner } from './fake-vendors'

/** The secrets with which the real Slack and Stripe sign. No log may contain them. */
export const signingSecrets = {
  slack: 'canary_signing_secret_of_slack',
  stripe: 'whsec_canary_secret_of_stripe',
}
export const googleIssuer = 'https://accounts.google.com/'
const eventTypes = 'https://schemas.openid.net/secevent'

/** A signed request of a vendor. `vendor` is the last part of its path, below `/signals`. */
export interface Sent {
  vendor: string
  headers: Record<string, string>
  body: string
}

const seconds = (time: number) => Math.floor(time / 1000)

/** Returns a request of Slack. Slack's own library for this is not installed, so it is signed as Slack documents it. */
export function fromSlack(
  message: unknown,
  { secret = signingSecrets.slack, at = Date.now() } = {},
): Sent {
  const body = JSON.stringify(message)
  const time = String(seconds(at))
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  return {
    vendor: 'slack',
    headers: { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${signature}` },
    body,
  }
}

export function slackEvent(event: object, eventId = `Ev${randomUUID()}`) {
  const { team_id } = owner.slack
  return { type: 'event_callback', team_id, api_app_id: 'A0KRD7HC3', event_id: eventId, event }
}

/** Returns a request of Stripe, signed by Stripe's own library. */
export function fromStripe(
  message: unknown,
  { secret = signingSecrets.stripe, at = Date.now() } = {},
): Sent {
  const payload = JSON.stringify(message)
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret,
    timestamp: seconds(at),
  })
  return { vendor: 'stripe', headers: { 'stripe-signature': signature }, body: payload }
}

export function stripeEvent(id = `evt_${randomUUID()}`, account = owner.stripe.id) {
  const data = { object: { id: 'ca_1', object: 'application', name: 'Miteos' } }
  return { id, object: 'event', type: 'account.application.deauthorized', account, data }
}

export type SigningKey = Awaited<ReturnType<typeof newGoogleKey>>

export async function newGoogleKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { kid, privateKey, jwk }
}

/** Returns the events of a security event token about an account of Google. */
export const accountEvent = (type = 'oauth/event-type/tokens-revoked', sub = owner.google.sub) => ({
  [`${eventTypes}/${type}`]: { subject: { subject_type: 'iss-sub', iss: googleIssuer, sub } },
})

/** Returns the events of a security event token about one token of Google. */
export const tokenEvent = (token_identifier_alg: string, token: string) => ({
  [`${eventTypes}/oauth/event-type/token-revoked`]: {
    subject: {
      subject_type: 'oauth_token',
      token_type: 'refresh_token',
      token_identifier_alg,
      token,
    },
  },
})

export async function fromGoogle(key: SigningKey, claims: object = {}): Promise<Sent> {
  const content = {
    iss: googleIssuer,
    aud: 'client-of-gmail',
    iat: seconds(Date.now()),
    jti: randomUUID(),
    events: accountEvent(),
    ...claims,
  }
  const body = await new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'secevent+jwt' })
    .sign(key.privateKey)
  return { vendor: 'google', headers: { 'content-type': 'application/secevent+jwt' }, body }
}
