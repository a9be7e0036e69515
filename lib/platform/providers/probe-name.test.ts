import { expect, it } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { fakeProvider } from '@/tests/support/fake-provider'
import { credentials, lasting } from '@/tests/support/provider-outcome'
import type { Credential } from './provider'
import { providers } from './registry'

const withDetails = (details: Record<string, string>): Credential => ({ ...lasting, details })
const slackTeam = { team_id: 'T1', team_name: 'Old', user_id: 'U1' }
const authTest = { ok: true, team: 'New', team_id: 'T1', user: 'ana', user_id: 'U1' }

it.each<[Service, Credential, object, object | undefined]>([
  ['github', lasting, { id: 1, user: { id: 5, login: 'new' } }, { id: '5', name: 'new' }],
  ['github', lasting, { id: 1, user: null }, undefined],
  ['gmail', lasting, { sub: '1', scope: '', email: 'new@x' }, { id: '1', name: 'new@x' }],
  ['gmail', lasting, { sub: '1', scope: '' }, undefined],
  ['stripe', lasting, { id: 'acct_1', email: 'new@x' }, { id: 'acct_1', name: 'new@x' }],
  ['slack', withDetails(slackTeam), authTest, { id: 'T1:U1', name: 'New' }],
  [
    'slack',
    withDetails({ ...slackTeam, user_token: 'xoxp-1' }),
    authTest,
    { id: 'T1:U1', name: 'New (ana)' },
  ],
  ['slack', withDetails({ ...slackTeam, team_id: 'T2' }), authTest, undefined],
  [
    'notion',
    withDetails({ account_id: 'w1', account_name: 'New HQ' }),
    { active: true },
    { id: 'w1', name: 'New HQ' },
  ],
  [
    'telegram',
    credentials['own bot'],
    { ok: true, result: { id: 12, username: 'new_bot' } },
    { id: '12', name: '@new_bot' },
  ],
])(
  'a probe of %s returns the account with its name if the answer contains the name',
  async (service, credential, body, account) => {
    const client = fakeProvider(() => Response.json(body))
    expect(await providers[service].probe(credential, client)).toEqual({
      state: 'alive',
      ...(account && { account }),
    })
  },
)

it('counts the accounts of Google Ads again only when the address has changed', async () => {
  const owner = { sub: '1', scope: '', email: 'new@x' }
  const fakeGoogle = () =>
    fakeProvider(({ url }) =>
      Response.json(url.endsWith('/tokeninfo') ? owner : { resourceNames: ['a', 'b'] }),
    )
  const unchanged = fakeGoogle()
  const current = { id: '1', name: 'new@x (9 accounts)' }
  expect(await providers.google_ads.probe(lasting, unchanged, current)).toEqual({ state: 'alive' })
  expect(unchanged.requests).toHaveLength(1)
  const account = { id: '1', name: 'new@x (2 accounts)' }
  const former = { id: '1', name: 'old@x (2 accounts)' }
  expect(await providers.google_ads.probe(lasting, fakeGoogle(), former)).toEqual({
    state: 'alive',
    account,
  })
})
