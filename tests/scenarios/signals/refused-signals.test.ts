import { expect, test } from 'vitest'
import { sandboxSigningSecrets } from '@/lib/platform/core/sandbox-registrations'
import type { Storage } from '@/lib/storage/database'
import { expectProblem } from '@/tests/support/expect-problem'
import { owner, vendorSettings } from '@/tests/support/fake-vendors'
import { platformOn } from '@/tests/support/platform'
import { connectedScene } from '@/tests/support/signal-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  fromGoogle,
  fromSlack,
  fromStripe,
  type Sent,
  signingSecrets,
  slackEvent,
  stripeEvent,
} from '@/tests/support/vendor-signals'

const uninstalled = slackEvent({ type: 'app_uninstalled' })

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
  const { scene, expectNothingHappened } = await connectedScene(await openStore())

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
    const careless = scene.otherServer(sandboxSigningSecrets)
    expect(await scene.deliver(signal(), careless)).toBe(202)
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
