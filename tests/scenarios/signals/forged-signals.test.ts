import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { expectProblem } from '@/tests/support/expect-problem'
import { connectedScene, type SignalScene } from '@/tests/support/signal-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  accountEvent,
  fromGoogle,
  fromSlack,
  fromStripe,
  googleIssuer,
  newGoogleKey,
  type Sent,
  slackEvent,
  stripeEvent,
} from '@/tests/support/vendor-signals'

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

describeOnBothStores('a signal that its vendor did not sign', async (openStore) => {
  const { scene, expectNothingHappened } = await connectedScene(await openStore())

  test.each(forged)('%s is refused without a word about why', async (_, make) => {
    const { vendor, headers, body } = await make(scene)
    const answer = await scene.server.anonymous('POST', `/signals/${vendor}`, { headers, body })
    await scene.server.platform.runBackground()
    const { detail } = await expectProblem(answer, 'unauthorized', scene.server.logged)
    expect(detail).toBe('This is not a valid signal.')
    await expectNothingHappened()
  })
})
