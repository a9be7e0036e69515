import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable, layoutShift } from '../support/looks'
import { newToken, slack, test } from '../support/remote-miteos'
import { type Answer, json } from '../support/scripted-miteos'
import { startSession } from '../support/steps'

const strange = { ...slack, service: 'teleporter', status: 'asleep', available_tools: [] }
const broken = { ...slack, status: 'error', available_tools: Array(40).fill('post_message') }
const unchecked = {
  ...slack,
  unchecked_since: new Date(Date.now() - 40 * 60_000).toISOString(),
  unchecked_reason: 'left_alone',
}
const busy = json(429, {}, { 'retry-after': '30' })

const states: [name: string, list: Answer, path: string, shows: RegExp][] = [
  ['list after too many requests', busy, '', /Could not load the integrations.*Retry in \d+ s/s],
  [
    'list with an unknown service',
    json(200, [strange]),
    '',
    /teleporter.*Miteos calls this status “asleep”/s,
  ],
  [
    'list without the chosen status',
    json(200, [slack]),
    '?status=error',
    /No integration has this status/,
  ],
  ['page of an unknown service', json(200, [strange]), '/int_a', /“asleep”, which this page/],
  [
    'list with a vendor that does not answer',
    json(200, [unchecked]),
    '',
    /Slack is not answering; 1 integration could not be checked\..*Could not check since .*\d\d:\d\d; last known: connected/s,
  ],
  [
    'page of an integration that could not be checked',
    json(200, [unchecked]),
    '/int_a',
    /Could not check since .*\d\d:\d\d; last known: connected/,
  ],
  ['integration with many tools', json(200, [broken]), '/int_a', /Needs reconnecting/],
  ['integration not loaded', json(500, {}), '/int_a', /Could not load this integration/],
  ['integration not allowed', json(403, {}), '/int_a', /No permission/],
  ['question before a disconnect', json(200, [slack]), '/int_a/disconnect', /Disconnect Slack\?/],
  [
    'question about a missing integration',
    json(200, [slack]),
    '/int_b/disconnect',
    /no integration with this id/,
  ],
  ['question that cannot be loaded', json(500, {}), '/int_a/disconnect', /Nothing was changed/],
]

for (const [name, list, path, shows] of states) {
  test(`the ${name} is accessible, fits a phone and does not jump`, async ({ page, miteos }) => {
    await startSession(page, newToken())
    miteos.listAnswer = list
    await page.goto(`/integrations${path}`)
    await expect(page.getByRole('main')).toContainText(shows)
    expect(await layoutShift(page)).toBeLessThan(0.02)
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  })
}
