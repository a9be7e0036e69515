import { beforeAll, expect, test } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Storage } from '@/lib/storage/database'
import { type FakeVendors, fakeVendors, vendorSettings } from '@/tests/support/fake-vendors'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { canary, goodAnswers, oauthServices } from '@/tests/support/token-answers'

type OAuthService = keyof typeof goodAnswers
type Variant = [name: string, changes: Record<string, unknown>, init?: ResponseInit | undefined]

const person = goodAnswers.slack.authed_user

function idToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`
}

const ofEveryVendor: Variant[] = [
  ['no token type', { token_type: undefined }],
  ['a token type that nobody knows', { token_type: 'mac' }],
  ['an expiry at once', { expires_in: 0 }],
  ['an expiry in words', { expires_in: 'soon' }],
  ['a refresh token that is a number', { refresh_token: 7 }],
  ['scopes that are a number', { scope: 7 }],
  ['an error beside the token', { error: 'invalid_grant', ok: false }],
  ['the status 503', {}, { status: 503 }],
]

const google: Variant[] = [
  ['a refresh token that is null', { refresh_token: null }],
  ['an ID token that is not a JWT', { id_token: 'x' }],
  [
    'an expired ID token',
    {
      id_token: idToken({
        iss: 'https://accounts.google.com',
        aud: 'client-of-gmail',
        sub: '1082',
        iat: 1_600_000_000,
        exp: 1_600_003_600,
      }),
    },
  ],
]

const ofOneVendor: Record<OAuthService, Variant[]> = {
  gmail: google,
  google_ads: google,
  slack: [
    ['no person', { authed_user: { ...person, id: null } }],
    ['a bot and no person', { authed_user: { id: null } }],
    ['a person and no bot', { access_token: undefined, authed_user: { ...person, id: null } }],
    ['a refresh token that is null', { refresh_token: null }],
    ['a team that is a number', { team: 7 }],
  ],
  github: [
    ['a refresh token that is null', { refresh_token: null }],
    ['the token of a GitHub App', { access_token: `ghu_${canary}`, scope: '' }],
  ],
  stripe: [
    ['a refresh token that is null', { refresh_token: null }],
    ['no account', { stripe_user_id: undefined }],
  ],
  notion: [['no workspace', { workspace_id: undefined }]],
}

/** Returns the tokens, or the Stripe account, that have to be revoked after an answer. */
function grantedBy(service: OAuthService, changes: Variant[1]): string[] {
  const answer: Record<string, unknown> = { ...goodAnswers[service], ...changes }
  const { access_token, refresh_token, authed_user } = answer
  if (service === 'stripe') return ['acct_1']
  if (service === 'slack') {
    const { access_token: personToken } = { access_token: undefined, ...Object(authed_user) }
    return [personToken, access_token].filter((token) => typeof token === 'string')
  }
  const isGoogle = service === 'gmail' || service === 'google_ads'
  return [String(isGoogle && typeof refresh_token === 'string' ? refresh_token : access_token)]
}

const rows = oauthServices.flatMap((service) =>
  [...ofEveryVendor, ...ofOneVendor[service]].map(
    ([name, changes, init]) => [service, name, changes, init] as const,
  ),
)

describeOnBothStores('a token answer that cannot be used', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  async function scene(account: string) {
    const vendors = fakeVendors()
    const server = platformOn(storage, { settings: vendorSettings, network: vendors.network })
    return { vendors, server, caller: await server.client({ account, environment: 'live' }) }
  }

  const answer = (vendors: FakeVendors, service: OAuthService, [, changes, init]: Variant) => {
    vendors.tokenAnswer = () => Response.json({ ...goodAnswers[service], ...changes }, init)
  }

  test.each(rows)('of %s, with %s, has what it granted revoked', async (...row) => {
    const [service, name, changes, init] = row
    const { vendors, server, caller } = await scene(`${service} ${name}`)
    answer(vendors, service, [name, changes, init])
    const body = { service, oauth_code: await caller.code(service) }
    const response = await caller.post('/v1/integrations', body)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(await response.text()).not.toContain(canary)
    expect(await json(caller.get('/v1/integrations'))).toEqual([])
    expect(vendors.revoked).toEqual(grantedBy(service, changes))
    expect(await storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
    expect(server.logged()).not.toContain(canary)
  })

  /** The vendors, all but GitHub, at which revoking the new token would end the grant of the integration. */
  const keptVariants: [Service, Variant][] = [
    ['gmail', ['', { id_token: 'x' }]],
    ['slack', ['', { authed_user: { ...person, id: null } }]],
    ['stripe', ['', { stripe_user_id: undefined }]],
    ['notion', ['', { token_type: undefined }]],
  ]
  test.each(keptVariants)(
    'of %s changes nothing about the integration of the same account',
    async (...row) => {
      const [service, variant] = row
      const name = oauthServices.find((each) => each === service) ?? 'gmail'
      const { vendors, caller } = await scene(`known at ${service}`)
      answer(vendors, name, ['', {}])
      const integration = await caller.connect(service)
      answer(vendors, name, variant)
      const body = { service, oauth_code: await caller.code(service), reconnects: integration.id }
      expect((await caller.post('/v1/integrations', body)).status).toBeGreaterThanOrEqual(400)
      expect(vendors.revoked).toEqual([])
      expect(await json(caller.get('/v1/integrations'))).toEqual([integration])
      await caller.delete(`/v1/integrations/${integration.id}`)
    },
  )

  const withoutAccessToken: [OAuthService, object, string[]][] = [
    ['gmail', { access_token: null, refresh_token: 'refresh-1' }, ['refresh-1']],
    ['github', { access_token: null, refresh_token: 'refresh-1' }, ['renewed-1']],
    ['github', { access_token: 'a b', refresh_token: 'refresh-1' }, ['renewed-1']],
    ['notion', { access_token: null, refresh_token: 'refresh-1' }, ['renewed-1']],
    [
      'slack',
      { access_token: null, refresh_token: 'refresh-1', authed_user: { id: 'U1234' } },
      ['renewed-1'],
    ],
    [
      'slack',
      { access_token: null, refresh_token: 'refresh-1' },
      ['xoxp-person', 'xoxp-person', 'renewed-1'],
    ],
    ['stripe', { access_token: null }, ['acct_1']],
    ['stripe', { access_token: null, refresh_token: null }, ['acct_1']],
  ]
  test.each(withoutAccessToken)(
    'of %s without a usable access token has what it granted revoked: %o',
    async (...row) => {
      const [service, changes, ended] = row
      const { vendors, caller } = await scene(`alone ${service} ${JSON.stringify(changes)}`)
      const renewed = {
        access_token: 'renewed-1',
        refresh_token: 'refresh-2',
        authed_user: undefined,
      }
      const answers = [changes, renewed]
      vendors.tokenAnswer = () => Response.json({ ...goodAnswers[service], ...answers.shift() })
      const body = { service, oauth_code: await caller.code(service) }
      expect((await caller.post('/v1/integrations', body)).status).toBe(502)
      expect(vendors.revoked).toEqual(ended)
      expect(await storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
    },
  )
})
