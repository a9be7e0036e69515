import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { sandboxSigningSecrets } from '@/lib/platform/core/sandbox-registrations'
import type { Storage } from '@/lib/storage/database'
import { expectProblem } from '@/tests/support/expect-problem'
import { owner, vendorSettings } from '@/tests/support/fake-vendors'
import { platformOn } from '@/tests/support/platform'
import {
  accountEvent,
  fromGoogle,
  fromSlack,
  fromStripe,
  googleIssuer,
  newGoogleKey,
  type Sent,
  type SignalScene,
  signalScene,
  signingSecrets,
  slackEvent,
  stripeEvent,
  tokenEvent,
} from '@/tests/support/signal-scene'
import { describeOnBothStores } from '@/tests/support/stores'

type Make = (scene: SignalScene) => Sent | Promise<Sent>

const uninstalled = slackEvent({ type: 'app_uninstalled' })
const sixMinutesAgo = { at: Date.now() - 6 * 60_000 }
const inSixMinutes = { at: Date.now() + 6 * 60_000 }
const claims = () => ({
  iss: googleIssuer,
  aud: 'client-of-gmail',
  jti: 'j1',
  events: accountEvent(),
})
const google = (body: string): Sent => ({ vendor: 'google', headers: {}, body })
const monthAgo = Math.floor(Date.now() / 1000) - 31 * 24 * 60 * 60

const forged: [string, Make][] = [
  ['of Slack with another secret', () => fromSlack(uninstalled, { secret: 'another secret' })],
  ['of Slack that is six minutes old', () => fromSlack(uninstalled, sixMinutesAgo)],
  ['of Slack that is six minutes ahead', () => fromSlack(uninstalled, inSixMinutes)],
  ['of Slack that was changed', () => ({ ...fromSlack(uninstalled), body: '{}' })],
  ['of Slack without headers', () => ({ ...fromSlack(uninstalled), headers: {} })],
  ['of Stripe with another secret', () => fromStripe(stripeEvent(), { secret: 'whsec_another' })],
  ['of Stripe that is six minutes old', () => fromStripe(stripeEvent(), sixMinutesAgo)],
  ['of Stripe that was changed', () => ({ ...fromStripe(stripeEvent()), body: '{}' })],
  [
    'of Stripe with two times',
    () => {
      const { headers, ...sent } = fromStripe(stripeEvent())
      return { ...sent, headers: { 'stripe-signature': `t=1,${headers['stripe-signature']}` } }
    },
  ],
  [
    'of Stripe with a signature of an older scheme',
    () => {
      const { headers, ...sent } = fromStripe(stripeEvent())
      const signature = headers['stripe-signature']?.replace('v1=', 'v0=') ?? ''
      return { ...sent, headers: { 'stripe-signature': signature } }
    },
  ],
  ['of Google for another client', ({ googleKey }) => fromGoogle(googleKey, { aud: 'another' })],
  ['of Google without a client', ({ googleKey }) => fromGoogle(googleKey, { aud: undefined })],
  [
    'of another issuer',
    ({ googleKey }) => fromGoogle(googleKey, { iss: 'https://accounts.example' }),
  ],
  ['of Google without an id', ({ googleKey }) => fromGoogle(googleKey, { jti: undefined })],
  ['of Google that is a month old', ({ googleKey }) => fromGoogle(googleKey, { iat: monthAgo })],
  [
    'of Google that is an ID token',
    ({ googleKey }) => fromGoogle(googleKey, { events: undefined }),
  ],
  [
    'with a key that Google does not publish',
    async () => fromGoogle(await newGoogleKey('google-1')),
  ],
  ['with a key of an unknown name', async () => fromGoogle(await newGoogleKey('unknown'))],
  [
    'of Google without a signature',
    () => google(new UnsecuredJWT(claims()).setIssuedAt().encode()),
  ],
  [
    'signed with Google’s public key as a secret',
    async ({ googleKey }) =>
      google(
        await new SignJWT(claims())
          .setIssuedAt()
          .setProtectedHeader({ alg: 'HS256', kid: googleKey.kid })
          .sign(Buffer.from(JSON.stringify(googleKey.jwk))),
      ),
  ],
  [
    'of Google whose content was changed',
    async ({ googleKey }) => {
      const [header, , signature] = (await fromGoogle(googleKey)).body.split('.')
      const content = Buffer.from(JSON.stringify({ ...claims(), iat: 1 })).toString('base64url')
      return google(`${header}.${content}.${signature}`)
    },
  ],
  ['of Google that is no token', () => google('{"events":{}}')],
  ['of Google that is empty', () => google('')],
]

const harmless: [string, Make][] = [
  ['of Slack about something else', () => fromSlack(slackEvent({ type: 'team_join' }))],
  ['of Slack that is no event', () => fromSlack(['x'])],
  ['of Slack without an id', () => fromSlack({ ...uninstalled, event_id: undefined })],
  ['of Slack about another team', () => fromSlack({ ...uninstalled, team_id: 'T0' })],
  ['of Slack about no team', () => fromSlack({ ...uninstalled, team_id: null })],
  [
    'of Slack about another person',
    () => fromSlack(slackEvent({ type: 'tokens_revoked', tokens: { oauth: ['U0'] } })),
  ],
  ['of Stripe about something else', () => fromStripe({ ...stripeEvent(), type: 'payout.paid' })],
  ['of Stripe about another account', () => fromStripe(stripeEvent('evt_0', 'acct_0'))],
  ['of Stripe that is no event', () => fromStripe(7)],
  [
    'of Google about another person',
    ({ googleKey }) => fromGoogle(googleKey, { events: accountEvent(undefined, '0') }),
  ],
  [
    'of Google about something else',
    ({ googleKey }) => fromGoogle(googleKey, { events: { 'https://example.com/event': {} } }),
  ],
  [
    'of Google that tries the connection',
    ({ googleKey }) =>
      fromGoogle(googleKey, {
        events: {
          'https://schemas.openid.net/secevent/risc/event-type/verification': { state: 'x' },
        },
      }),
  ],
  [
    'of Google about the token of somebody else',
    ({ googleKey }) => fromGoogle(googleKey, { events: tokenEvent('prefix', '1//another_token') }),
  ],
  [
    'of Google that names a token in an unknown way',
    ({ googleKey }) =>
      fromGoogle(googleKey, { events: tokenEvent('constructor', '1//another_token') }),
  ],
]

/** Returns a store that fails as soon as anything is read or written. */
function unusable(storage: Storage): Storage {
  const failure = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
  const db = storage.db.withPlugin({
    transformQuery() {
      throw failure()
    },
    transformResult: async ({ result }) => result,
  })
  return { ...storage, db, ready: () => Promise.reject(failure()) }
}

describeOnBothStores('a signal', async (openStore) => {
  const scene = await signalScene(await openStore())
  const integrations = [
    await scene.client.connect('slack'),
    await scene.client.connect('stripe'),
    await scene.client.connect('gmail'),
  ]

  async function expectNothingHappened() {
    for (const integration of integrations) {
      expect(await scene.checksOf(integration)).toEqual([])
      expect(await scene.statusOf(integration)).toBe('connected')
    }
  }

  test.each(forged)('%s is refused without a word about why', async (_, make) => {
    const { vendor, headers, body } = await make(scene)
    const answer = await scene.server.anonymous('POST', `/signals/${vendor}`, { headers, body })
    await scene.server.platform.runBackground()
    const { detail } = await expectProblem(answer, 'unauthorized', scene.server.logged)
    expect(detail).toBe('This is not a valid signal.')
    await expectNothingHappened()
  })

  test.each(harmless)('%s is accepted and leads to nothing', async (_, make) => {
    expect(await scene.deliver(await make(scene))).toBe(202)
    await expectNothingHappened()
  })

  test('that is forged costs no work of the store', async () => {
    const server = platformOn(unusable(scene.server.storage), {
      settings: { signalSecrets: signingSecrets },
    })
    const send = ({ headers, body }: Sent) =>
      server.anonymous('POST', '/signals/slack', { headers, body })
    expect((await send(fromSlack(uninstalled, { secret: 'another secret' }))).status).toBe(401)
    expect((await send(fromSlack(uninstalled))).status).toBe(503)
  })

  test('that is too large is refused before it is read', async () => {
    const large = fromSlack({ ...uninstalled, padding: 'x'.repeat(16 * 1024) })
    expect(await scene.deliver(large)).toBe(413)
    await expectNothingHappened()
  })

  test('can only be posted, and only by vendors that send one', async () => {
    const { anonymous } = scene.server
    const read = await anonymous('GET', '/signals/slack')
    expect(read.status).toBe(405)
    expect(read.headers.get('allow')).toBe('POST')
    for (const path of [
      '/signals',
      '/signals/',
      '/signals/github',
      '/signals/constructor',
      '/signals/slack/x',
    ])
      expect((await anonymous('POST', path)).status).toBe(404)
  })

  test('of a vendor whose secret is not configured finds nothing', async () => {
    const server = platformOn(scene.server.storage)
    const own = [
      fromSlack(uninstalled),
      fromStripe(stripeEvent()),
      await fromGoogle(scene.googleKey),
    ]
    for (const sent of own) expect(await scene.deliver(sent, server)).toBe(404)
    expect((await server.anonymous('GET', '/signals/slack')).status).toBe(404)
    await expectNothingHappened()
  })

  test('of the sandbox touches no live integration, not even when the live secret is the same', async () => {
    const tokens = { oauth: [owner.slack.user_id], bot: ['W1'] }
    const event = slackEvent({ type: 'tokens_revoked', tokens })
    const signal = () => fromSlack(event, { secret: sandboxSigningSecrets.slack })
    expect(await scene.deliver(signal())).toBe(202)
    const careless = platformOn(scene.server.storage, {
      settings: { signalSecrets: sandboxSigningSecrets },
    })
    expect(await scene.deliver({ ...signal() }, careless)).toBe(202)
    await expectNothingHappened()
  })

  test('comes from one address at most 600 times a minute', async () => {
    const server = platformOn(scene.server.storage, { settings: { signalSecrets: signingSecrets } })
    const send = (address: string) =>
      server.anonymous('POST', '/signals/slack', {
        headers: { 'x-miteos-client-address': address },
      })
    for (let count = 0; count < 600; count++) expect((await send('192.0.2.1')).status).toBe(401)
    const refused = await send('192.0.2.1')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send('192.0.2.2')).status).toBe(401)
  })

  test('with the public secret of the sandbox comes at most 60 times a minute', async () => {
    const server = platformOn(scene.server.storage)
    const send = async (count: number) => {
      const { headers, body } = fromSlack(slackEvent({ type: 'app_uninstalled' }), {
        secret: sandboxSigningSecrets.slack,
      })
      const sentFrom = { ...headers, 'x-miteos-client-address': `192.0.2.${count}` }
      return server.anonymous('POST', '/signals/slack', { headers: sentFrom, body })
    }
    for (let count = 0; count < 60; count++) expect((await send(count)).status).toBe(202)
    expect((await send(60)).status).toBe(429)
  })

  test('of Google is asked for again while Google’s keys cannot be read', async () => {
    const server = platformOn(scene.server.storage, {
      settings: vendorSettings,
      network: () => Promise.reject(new TypeError('fetch failed')),
    })
    const { body } = await fromGoogle(scene.googleKey)
    const answer = await server.anonymous('POST', '/signals/google', { body })
    expect(answer.headers.get('retry-after')).toBe('60')
    await expectProblem(answer, 'unavailable', server.logged)
  })
})
