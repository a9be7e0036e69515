import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { owner, vendorSettings } from '@/tests/support/fake-vendors'
import { platformOn } from '@/tests/support/platform'
import { googleRefreshToken, signalledServices, signalScene } from '@/tests/support/signal-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  accountEvent,
  fromGoogle,
  fromSlack,
  fromStripe,
  newGoogleKey,
  type Sent,
  signingSecrets,
  slackEvent,
  stripeEvent,
  tokenEvent,
} from '@/tests/support/vendor-signals'

const person = owner.slack.user_id
const tokensRevoked = (tokens: object) => fromSlack(slackEvent({ type: 'tokens_revoked', tokens }))
const appUninstalled = slackEvent({ type: 'app_uninstalled' })
const sha512 = (text: string | Buffer) => createHash('sha512').update(text)
const hashOfHash = sha512(sha512(googleRefreshToken).digest()).digest('base64')

describeOnBothStores('the signal of a vendor', (openStore) => {
  test.each(signalledServices)(
    'about a grant of %s that was revoked leads to the check that finds it',
    async (service) => {
      const scene = await signalScene(await openStore())
      const integration = await scene.client.connect(service)
      scene.revoked.add(service)
      expect(await scene.statusOf(integration)).toBe('connected')
      expect(await scene.deliver(await scene.revocationSignal(service))).toBe(202)
      expect(await scene.checksOf(integration)).toEqual(['signal dead'])
      expect(await scene.statusOf(integration)).toBe('error')
    },
  )

  test.each(signalledServices)(
    'about a grant of %s that works changes nothing but the checks',
    async (service) => {
      const scene = await signalScene(await openStore())
      const integration = await scene.client.connect(service)
      expect(await scene.deliver(await scene.revocationSignal(service))).toBe(202)
      expect(await scene.checksOf(integration)).toEqual(['signal alive'])
      expect(await scene.statusOf(integration)).toBe('connected')
    },
  )

  test.each<[string, Sent]>([
    ['whose workspace removed the app', fromSlack(appUninstalled)],
    ['whose workspace ended the token of the bot', tokensRevoked({ bot: ['W1BOT'] })],
    ['who ended their own token', tokensRevoked({ oauth: ['U0', person], bot: [] })],
    [
      'of a whole organization',
      fromSlack({ ...appUninstalled, team_id: null, enterprise_id: owner.slack.team_id }),
    ],
  ])('at Slack leads to a check of people %s', async (_, signal) => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('slack')
    expect(await scene.deliver(signal)).toBe(202)
    expect(await scene.checksOf(integration)).toEqual(['signal alive'])
  })

  test('leads to a check in every Miteos account that connected the external account', async () => {
    const scene = await signalScene(await openStore())
    const other = await scene.server.client({ account: 'other', environment: 'live' })
    const [mine, theirs] = [await scene.client.connect('slack'), await other.connect('slack')]
    await scene.deliver(await scene.revocationSignal('slack'))
    expect(await scene.checksOf(mine)).toEqual(['signal alive'])
    expect(await scene.checksOf(theirs, other)).toEqual(['signal alive'])
  })

  test('finds that a vendor has brought an account back', async () => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('gmail')
    scene.revoked.add('gmail')
    await scene.deliver(
      await fromGoogle(scene.googleKey, {
        events: accountEvent('risc/event-type/account-disabled'),
      }),
    )
    expect(await scene.statusOf(integration)).toBe('error')
    scene.revoked.clear()
    await scene.deliver(
      await fromGoogle(scene.googleKey, {
        events: accountEvent('risc/event-type/account-enabled'),
      }),
    )
    expect(await scene.checksOf(integration)).toEqual(['signal alive', 'signal dead'])
    expect(await scene.statusOf(integration)).toBe('connected')
  })

  test('at Google names an account or a refresh token, for every service of the Cloud project', async () => {
    const scene = await signalScene(await openStore())
    const gmail = await scene.client.connect('gmail')
    const told: object[] = [
      { events: accountEvent('risc/event-type/sessions-revoked') },
      { events: accountEvent('risc/event-type/account-purged'), aud: ['x', 'client-of-gmail'] },
      { events: accountEvent(), aud: 'client-of-google_ads' },
      { events: tokenEvent('prefix', googleRefreshToken.slice(0, 16)) },
      { events: tokenEvent('hash_base64_sha512_sha512', hashOfHash), exp: 1 },
    ]
    for (const claims of told)
      expect(await scene.deliver(await fromGoogle(scene.googleKey, claims))).toBe(202)
    expect(await scene.checksOf(gmail)).toEqual(told.map(() => 'signal alive'))
    expect(scene.keyRequests()).toBeLessThanOrEqual(2)
  })

  test('at Google may be signed with a key that was published after the last look', async () => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('gmail')
    await scene.deliver(await fromGoogle(scene.googleKey))
    const newKey = await newGoogleKey('google-2')
    scene.publishedKeys.push(newKey)
    scene.server.advance(61_000)
    expect(await scene.deliver(await fromGoogle(newKey))).toBe(202)
    expect(await scene.checksOf(integration)).toEqual(['signal alive', 'signal alive'])
  })

  test('at Google is verified with the keys at the configured origin', async () => {
    const key = await newGoogleKey('gateway')
    const origin = 'http://127.0.0.1:9010'
    const asked: string[] = []
    const server = platformOn(await openStore(), {
      settings: { ...vendorSettings, providerOrigins: { gmail: origin } },
      async network({ url }) {
        asked.push(url)
        const discovery = { issuer: `${origin}/`, jwks_uri: `${origin}/oauth2/v3/certs` }
        return Response.json(url.endsWith('/certs') ? { keys: [key.jwk] } : discovery)
      },
    })
    const { body } = await fromGoogle(key, { iss: origin })
    expect((await server.anonymous('POST', '/signals/google', { body })).status).toBe(202)
    expect(asked).toEqual([`${origin}/.well-known/risc-configuration`, `${origin}/oauth2/v3/certs`])
  })

  test('at Stripe may carry signatures of several secrets while one is replaced', async () => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('stripe')
    const event = stripeEvent()
    const [other, own] = [fromStripe(event, { secret: 'whsec_the_new_one' }), fromStripe(event)]
    const signature = `${other.headers['stripe-signature']},${own.headers['stripe-signature']?.split(',')[1]}`
    expect(await scene.deliver({ ...own, headers: { 'stripe-signature': signature } })).toBe(202)
    expect(await scene.checksOf(integration)).toEqual(['signal alive'])
  })

  test('at Slack begins with a handshake', async () => {
    const { server } = await signalScene(await openStore())
    const handshake = { token: 'x', type: 'url_verification', challenge: '3eZbrw1aBm2rZgRNFdxV' }
    const { headers, body } = fromSlack(handshake)
    const answer = await server.anonymous('POST', '/signals/slack', { headers, body })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ challenge: handshake.challenge })
    const forged = fromSlack(handshake, { secret: 'another secret' })
    const refusal = await server.anonymous('POST', '/signals/slack', forged)
    expect(refusal.status).toBe(401)
    expect(await refusal.text()).not.toContain(handshake.challenge)
  })

  test('does not make a vendor be asked before the time that it asked us to wait', async () => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('slack')
    scene.isSlackBusy = true
    await scene.deliver(fromSlack(appUninstalled))
    expect(await scene.checksOf(integration)).toEqual(['signal unknown'])
    scene.isSlackBusy = false
    await scene.deliver(await scene.revocationSignal('slack'))
    expect(await scene.checksOf(integration)).toEqual(['signal unknown'])
    scene.server.advance(19 * 60_000)
    await scene.server.platform.runBackground()
    expect(await scene.checksOf(integration)).toEqual(['signal unknown'])
    scene.server.advance(61_000)
    await scene.server.platform.runBackground()
    expect(await scene.checksOf(integration)).toEqual(['sweep alive', 'signal unknown'])
  })

  test('appears in no log with its secret, its content or a token', async () => {
    const scene = await signalScene(await openStore())
    await scene.client.connect('slack')
    for (const service of signalledServices)
      await scene.deliver(await scene.revocationSignal(service))
    await scene.deliver(
      fromSlack(slackEvent({ type: 'canary_event' }), { secret: 'canary_forged' }),
    )
    const logged = scene.server.logged()
    expect(logged).toContain('a signal was received')
    expect(logged).toContain('a signal was refused')
    for (const secret of [...Object.values(signingSecrets), 'canary', person, 'v0=', 'eyJ'])
      expect(logged).not.toContain(secret)
  })
})
