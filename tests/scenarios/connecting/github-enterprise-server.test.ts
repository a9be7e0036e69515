import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { fakeGithub, githubOrigin, githubSettings } from '@/tests/support/fake-github'
import { githubCalls, hour, json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a GitHub Enterprise Server', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  const configured = (github: string) => ({ ...githubSettings, providerOrigins: { github } })

  test('is connected, checked, refreshed and revoked at the API below its path', async () => {
    const github = fakeGithub('/api/v3')
    const settings = configured(`${githubOrigin}/api/v3`)
    const server = platformOn(storage, { settings, network: github.network })
    const client = await server.client({ account: 'enterprise', environment: 'live' })
    const integration = await client.connect('github')
    expect(integration.account).toEqual({ id: '41', name: 'ana-lima' })
    server.advance(9 * hour)
    const checked = await json(client.post(`/v1/integrations/${integration.id}/check`))
    expect(checked).toMatchObject({ status: 'connected' })
    expect(checked.checked_at).toBeDefined()
    expect(github.calls[githubCalls.token]).toBe(2)
    expect((await client.delete(`/v1/integrations/${integration.id}`)).status).toBe(204)
    expect(github.calls[githubCalls.revokeGrant]).toBe(1)
    expect(github.alive.size).toBe(0)
  })

  test('configured without that path, has no web page that counts as the end of a grant', async () => {
    const github = fakeGithub('/api/v3')
    const wrong = platformOn(storage, {
      settings: configured(githubOrigin),
      network: github.network,
    })
    const client = await wrong.client({ account: 'enterprise', environment: 'live' })
    const oauth_code = await client.code('github')
    const refused = await client.post('/v1/integrations', { service: 'github', oauth_code })
    expect([refused.status, await json(Promise.resolve(refused))]).toMatchObject([
      502,
      { code: 'provider_error', reason: 'malformed' },
    ])
    expect(wrong.logged()).toContain('"vendor_code":"not_an_api"')
    expect(github.alive.size).toBe(1)

    const right = platformOn(storage, {
      settings: configured(`${githubOrigin}/api/v3`),
      network: github.network,
    })
    right.advance(hour)
    await right.platform.runBackground()
    expect(github.alive.size).toBe(0)
  })

  test('whose API is no longer at its path leaves an integration as it was, and a revocation waits', async () => {
    const github = fakeGithub('/api/v3')
    const right = configured(`${githubOrigin}/api/v3`)
    const before = platformOn(storage, { settings: right, network: github.network })
    github.user = { id: 42, login: 'ben-okoro' }
    const member = { account: 'moved', environment: 'live' } as const
    const integration = await (await before.client(member)).connect('github')

    const after = platformOn(storage, {
      settings: configured(githubOrigin),
      network: github.network,
    })
    const client = await after.client(member)
    expect(await json(client.post(`/v1/integrations/${integration.id}/check`))).toMatchObject(
      integration,
    )
    expect((await client.delete(`/v1/integrations/${integration.id}`)).status).toBe(204)
    const events = await json(client.get(`/v1/integrations/${integration.id}/events`))
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      'revocation_failed',
      'disconnected',
      'check_failed',
      'connected',
    ])
    expect(github.alive.size).toBe(1)
  })
})
