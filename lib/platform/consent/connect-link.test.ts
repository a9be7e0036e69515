import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { connectOver, ownCallback, person, transactionsIn } from '@/tests/support/connect'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = person('ana')
const link = (parameters: Record<string, string> | [string, string][]) =>
  `/integrations/connect?${new URLSearchParams(parameters)}`
const clickedOnOurPage = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }

describeOnBothStores('a connect link that cannot be used', (openStore) => {
  const unknown = 'Miteos does not know this service'
  const twice = 'The request contains a parameter twice'
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  test.each<[string, Record<string, string> | [string, string][], string]>([
    ['no service', { redirect_uri: ownCallback }, 'The link names no service'],
    ['an empty service', { service: '', redirect_uri: ownCallback }, 'The link names no service'],
    ...[
      'jira',
      '__proto__',
      'constructor',
      'Slack',
      'SLACK',
      ' slack',
      'slack\0',
      'slack,gmail',
      'toString',
      'google-ads',
    ].map((service): [string, Record<string, string>, string] => [
      `service=${JSON.stringify(service)}`,
      { service, redirect_uri: ownCallback },
      unknown,
    ]),
    [
      'service twice',
      [
        ['service', 'slack'],
        ['service', 'slack'],
        ['redirect_uri', ownCallback],
      ],
      twice,
    ],
    [
      'redirect_uri twice',
      [
        ['service', 'slack'],
        ['redirect_uri', ownCallback],
        ['redirect_uri', ownCallback],
      ],
      twice,
    ],
    [
      'state twice',
      [
        ['service', 'slack'],
        ['redirect_uri', ownCallback],
        ['state', 'a'],
        ['state', 'b'],
      ],
      twice,
    ],
    ['no redirect_uri', { service: 'slack' }, 'The link has no return address'],
    [
      'an empty redirect_uri',
      { service: 'slack', redirect_uri: '' },
      'The link has no return address',
    ],
    [
      'a state of 513 characters',
      { service: 'slack', redirect_uri: ownCallback, state: 'x'.repeat(513) },
      'The state in the link cannot be used',
    ],
    [
      'a state with NUL',
      { service: 'slack', redirect_uri: ownCallback, state: 'a\0b' },
      'The state in the link cannot be used',
    ],
    [
      'a state with a line break',
      { service: 'slack', redirect_uri: ownCallback, state: 'a\r\nb' },
      'The state in the link cannot be used',
    ],
  ])('is refused with a page when it has %s', async (_, parameters, title) => {
    const { browser, logged } = connectOver(storage)
    const visitor = browser(ana)
    await expectRefusal(await visitor.get(link(parameters), clickedOnOurPage), 400, title, logged)
    const posted = await visitor.post('/integrations/connect/start', parameters)
    await expectRefusal(posted, 400, title, logged)
    expect(await transactionsIn(storage)).toEqual([])
  })
})
