import { expect, test } from 'vitest'
import { signalledServices, signalScene } from '@/tests/support/signal-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import { fromSlack, fromStripe, slackEvent, stripeEvent } from '@/tests/support/vendor-signals'

const minute = 60_000

describeOnBothStores('a signal that is delivered again', (openStore) => {
  test.each(signalledServices)('by the vendor of %s leads to one check', async (service) => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect(service)
    const signal = await scene.revocationSignal(service)
    expect(await scene.deliver(signal)).toBe(202)
    expect(await scene.deliver(signal)).toBe(202)
    expect(await scene.deliver(signal, scene.otherServer())).toBe(202)
    expect(await scene.checksOf(integration)).toEqual(['signal alive'])
  })

  test('with a new signature leads to one check, too', async () => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('stripe')
    const event = stripeEvent()
    await scene.deliver(fromStripe(event))
    await scene.deliver(fromStripe(event, { at: Date.now() - minute }))
    expect(await scene.checksOf(integration)).toEqual(['signal alive'])
  })

  test('to two servers at the same moment leads to one check', async () => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('slack')
    const other = scene.otherServer()
    const signal = await scene.revocationSignal('slack')
    await Promise.all([scene.deliver(signal), scene.deliver(signal, other), scene.deliver(signal)])
    expect(await scene.checksOf(integration)).toEqual(['signal alive'])
  })

  test('has the id of an event of its own vendor only', async () => {
    const scene = await signalScene(await openStore())
    const slack = await scene.client.connect('slack')
    const stripe = await scene.client.connect('stripe')
    await scene.deliver(fromSlack(slackEvent({ type: 'app_uninstalled' }, 'same')))
    await scene.deliver(fromStripe(stripeEvent('same')))
    expect(await scene.checksOf(slack)).toEqual(['signal alive'])
    expect(await scene.checksOf(stripe)).toEqual(['signal alive'])
  })

  test('is remembered for thirty days', async () => {
    const scene = await signalScene(await openStore())
    const { server } = scene
    await scene.deliver(await scene.revocationSignal('slack'))
    const stored = () => server.storage.db.selectFrom('signals').select('event_hash').execute()
    server.advance(29 * 24 * 60 * minute)
    await server.platform.runBackground()
    expect(await stored()).toHaveLength(1)
    server.advance(2 * 24 * 60 * minute)
    await server.platform.runBackground()
    expect(await stored()).toEqual([])
  })

  test('is not needed when the server ended before its check: the sweep makes it within five minutes', async () => {
    const scene = await signalScene(await openStore())
    const integration = await scene.client.connect('slack')
    scene.revoked.add('slack')
    const ending = scene.otherServer()
    await ending.platform.close(1000)
    expect(await scene.deliver(await scene.revocationSignal('slack'), ending)).toBe(202)
    scene.server.advance(4 * minute)
    await scene.server.platform.runBackground()
    expect(await scene.checksOf(integration)).toEqual([])
    scene.server.advance(2 * minute)
    await scene.server.platform.runBackground()
    expect(await scene.checksOf(integration)).toEqual(['sweep dead'])
    expect(await scene.statusOf(integration)).toBe('error')
  })
})
