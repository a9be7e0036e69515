import { expect, test } from 'vitest'
import { connectedScene, type SignalScene } from '@/tests/support/signal-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  accountEvent,
  fromGoogle,
  fromSlack,
  fromStripe,
  type Sent,
  slackEvent,
  stripeEvent,
  tokenEvent,
} from '@/tests/support/vendor-signals'

type Make = (scene: SignalScene) => Sent | Promise<Sent>

const uninstalled = slackEvent({ type: 'app_uninstalled' })

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

describeOnBothStores('a signal that names no integration', async (openStore) => {
  const { scene, expectNothingHappened } = await connectedScene(await openStore())

  test.each(harmless)('%s is accepted and leads to nothing', async (_, make) => {
    expect(await scene.deliver(await make(scene))).toBe(202)
    await expectNothingHappened()
  })
})
