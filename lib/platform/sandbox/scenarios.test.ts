import { beforeAll, expect, it } from 'vitest'
import type { Fault } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import { codeOf, consent } from '@/tests/support/sandbox'
import { type Engine, engineOn } from '@/tests/support/sandbox-engine'
import { describeOnBothStores } from '@/tests/support/stores'
import { oauthServices } from '@/tests/support/token-answers'

const refreshableServices = ['gmail', 'slack', 'github', 'notion', 'google_ads'] as const

describeOnBothStores('scenarios, seen through the platform’s own engine', (openStore) => {
  let engine: Engine
  let shortTimeoutEngine: Engine
  beforeAll(async () => {
    const storage = await openStore()
    engine = engineOn(storage)
    shortTimeoutEngine = engineOn(storage, 300)
  })

  it.each(oauthServices)(
    'as usual: %s connects with all its tools and stays connected',
    async (service) => {
      const { credential, account, tools } = await engine.connect(service, { scenario: 'as_usual' })
      expect(tools).toEqual(engine.allTools(service))
      expect(account.name).not.toBe('')
      expect(await engine.probe(service, credential)).toMatchObject({ state: 'alive' })
      expect(await engine.probe(service, credential)).toMatchObject({ state: 'alive' })
    },
  )

  it.each<[Service, string[]]>([
    ['gmail', ['read_emails', 'draft_email', 'send_email', 'search_inbox']],
    ['slack', ['post_message', 'read_channel']],
    ['github', []],
    ['stripe', ['read_customers', 'check_payment_status', 'list_transactions']],
    ['notion', ['create_page', 'update_page', 'read_database', 'search_workspace']],
    ['google_ads', []],
  ])('fewer scopes: %s has fewer tools', async (service, expected) => {
    const { tools } = await engine.connect(service, { scenario: 'fewer_scopes' })
    expect(tools).toEqual(expected)
  })

  it.each(oauthServices)(
    'other account: %s grants an account other than the chosen one',
    async (service) => {
      const usual = await engine.connect(service, { scenario: 'as_usual' })
      const other = await engine.connect(service, { scenario: 'other_account' })
      expect(other.account.id).not.toBe(usual.account.id)
    },
  )

  it.each(oauthServices)('%s fails at the exchange as the scenario says', async (service) => {
    const connect = (scenario: string) => engine.connect(service, { scenario })
    await expect(connect('expired_code')).rejects.toMatchObject({ failure: 'refused' })
    await expect(connect('token_endpoint_500')).rejects.toMatchObject({ failure: 'unavailable' })
    await expect(connect('token_endpoint_garbage')).rejects.toMatchObject({ failure: 'malformed' })
    const slow = shortTimeoutEngine.connect(service, { scenario: 'token_endpoint_slow' })
    await expect(slow).rejects.toMatchObject({ failure: 'timeout' })
  })

  it.each(oauthServices)('a person can deny access to %s', async (service) => {
    const wayBack = await consent(engine.testSandbox, await engine.authorize(service), {
      decision: 'deny',
    })
    expect(wayBack.searchParams.get('error')).toBe('access_denied')
    expect(wayBack.searchParams.get('state')).toBe('state-1')
    expect(() => codeOf(wayBack)).toThrow()
  })

  it.each(refreshableServices)(
    'expire: the next probe of %s finds the grant stale, and after a refresh it is alive',
    async (service) => {
      const { credential } = await engine.connect(service, { scenario: 'expire' })
      expect(await engine.probe(service, credential)).toMatchObject({ state: 'stale' })
      const renewed = await engine.refresh(service, credential)
      expect(await engine.probe(service, renewed)).toMatchObject({ state: 'alive' })
    },
  )

  it.each(refreshableServices)(
    'fail refresh: the grant of %s becomes stale and cannot be refreshed',
    async (service) => {
      const { credential } = await engine.connect(service, { scenario: 'fail_refresh' })
      expect(await engine.probe(service, credential)).toMatchObject({ state: 'stale' })
      await expect(engine.refresh(service, credential)).rejects.toMatchObject({
        failure: 'refused',
      })
    },
  )

  it.each(oauthServices)(
    'revoke: the next probe of %s finds that the grant has ended',
    async (service) => {
      const { credential } = await engine.connect(service, { scenario: 'revoke' })
      expect(await engine.needsReconnect(service, credential)).toBe(true)
      const again = await engine.connect(service, { scenario: 'as_usual' })
      expect(await engine.needsReconnect(service, again.credential)).toBe(false)
    },
  )

  it.each(['expire', 'fail_refresh'])(
    '%s: the grant of Stripe ends, because it has no refresh token',
    async (scenario) => {
      const { credential } = await engine.connect('stripe', { scenario })
      expect(await engine.probe('stripe', credential)).toMatchObject({ state: 'dead' })
    },
  )

  it.each(oauthServices)('a fault injected into %s acts at once', async (service) => {
    const needsReconnectAfter = async (fault: Fault) => {
      const { credential } = await engine.connect(service, { scenario: 'as_usual' })
      expect(await engine.testSandbox.sandbox.injectFault(service, credential, fault)).toBe(true)
      return engine.needsReconnect(service, credential)
    }
    expect(await needsReconnectAfter('revoke')).toBe(true)
    expect(await needsReconnectAfter('fail_refresh')).toBe(true)
    expect(await needsReconnectAfter('expire')).toBe(service === 'stripe')
  })

  it('the injection of a fault into an unknown grant returns false', async () => {
    const credential = { accessToken: 'nope', scopes: [], details: {} }
    expect(await engine.testSandbox.sandbox.injectFault('gmail', credential, 'revoke')).toBe(false)
  })

  it.each(oauthServices)('a grant of %s ends when it is revoked', async (service) => {
    const { credential } = await engine.connect(service, { scenario: 'as_usual' })
    await engine.revoke(service, credential)
    expect(await engine.needsReconnect(service, credential)).toBe(true)
  })
})
