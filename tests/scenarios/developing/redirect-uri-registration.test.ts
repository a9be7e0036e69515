import { expect, test } from 'vitest'
import type { RedirectUri } from '@/lib/contract/api/redirect-uri'
import { expectProblem } from '@/tests/support/expect-problem'
import { json } from '@/tests/support/live-scene'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { activityOf, auditLines } from '@/tests/support/tokens'

const uri = 'https://app.example.com/callback?tenant=7'
const path = '/v1/redirect_uris'

describeOnBothStores('new redirect URIs', async (openStore) => {
  const server = platformOn(await openStore())

  const post = (by: Client, address = uri, appName = 'Onboarding') =>
    by.post(path, { uri: address, app_name: appName })
  const listedBy = (client: Client): Promise<RedirectUri[]> => json(client.get(path))

  test('are registered, listed and recorded', async () => {
    const admin = await server.client({ account: 'registering' })
    expect(await listedBy(admin)).toEqual([])
    const response = await post(admin)
    expect(response.status).toBe(201)
    const registered = await response.json()
    const actor = { kind: 'token', id: admin.tokenId, name: 'admin of registering' }
    expect(registered).toEqual({
      id: expect.stringMatching(/^uri_\w{26}$/),
      uri,
      app_name: 'Onboarding',
      created_at: expect.stringMatching(/Z$/),
      created_by: actor,
    })
    expect(await listedBy(admin)).toEqual([registered])
    expect((await activityOf(server, admin.accountId)).at(-1)).toMatchObject({
      environment: 'test',
      type: 'redirect_uri.registered',
      actor,
      target: { id: registered.id, name: uri.replace(/\?.+/, '?…') },
      outcome: 'done',
    })
    expect(auditLines(server, registered.id)).toMatchObject([
      { audit: 'redirect_uri.registered', account: admin.accountId, token_id: admin.tokenId },
    ])
  })

  test('are registered once, byte by byte, and keep the name they had first', async () => {
    const admin = await server.client({ account: 'again' })
    const first = await (await post(admin)).json()
    const again = await post(admin, uri, 'Another app')
    expect(again.status).toBe(200)
    expect(await again.json()).toEqual(first)
    for (const near of [`${uri}&x=1`, 'https://app.example.com:443/callback?tenant=7', `${uri}/`]) {
      expect((await post(admin, near)).status).toBe(201)
    }
    expect(await listedBy(admin)).toHaveLength(4)
    const recorded = (await activityOf(server, admin.accountId)).map(({ type }) => type)
    expect(recorded.filter((type) => type === 'redirect_uri.registered')).toHaveLength(4)
  })

  test('are registered once although many ask at the same time', async () => {
    const admin = await server.client({ account: 'hasty' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(admin)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
    expect(await listedBy(admin)).toHaveLength(1)
  })

  test.each<[string, string | undefined]>([
    ['http://app.example.com/callback', 'not_https'],
    ['https://app.example.com/callback#top', 'fragment'],
    ['https://*.example.com/callback', 'wildcard'],
    ['https://ana@app.example.com/callback', 'userinfo'],
    ['https://192.0.2.1/callback', 'ip_address'],
    ['https://app.example.com/callback?state=1', 'reserved_parameter'],
    ['https://app.example.com/call back', 'bad_character'],
    ['/callback', 'not_absolute'],
    [`https://app.example.com/${'a'.repeat(2048)}`, 'too_long'],
    ['http://localhost:3000/callback', 'own_callback'],
  ])('are refused with the reason: %s', async (address, reason) => {
    const admin = await server.client({ account: 'refused' })
    const problem = await expectProblem(
      await post(admin, address),
      'invalid_request',
      server.logged,
    )
    expect(problem).toMatchObject({ field: 'uri', reason })
    expect(await listedBy(admin)).toEqual([])
  })

  test('of a private host are for the test environment only', async () => {
    const account = 'private'
    const [test, live] = [
      await server.client({ account }),
      await server.client({ account, environment: 'live' }),
    ]
    for (const [address, reason] of [
      ['http://localhost:8080/callback', 'not_https'],
      ['http://[::1]:8080/callback', 'not_https'],
      ['https://wiki.internal/callback', 'private_host'],
    ] as const) {
      expect((await post(test, address)).status).toBe(201)
      const problem = await expectProblem(
        await post(live, address),
        'invalid_request',
        server.logged,
      )
      expect(problem).toMatchObject({ field: 'uri', reason })
    }
  })

  test.each(['', ' ', 'a\nb', 'x'.repeat(65)])(
    'are refused with the name %j for their app',
    async (name) => {
      const admin = await server.client({ account: 'nameless' })
      const problem = await expectProblem(
        await post(admin, uri, name),
        'invalid_request',
        server.logged,
      )
      expect(problem).toMatchObject({ field: 'app_name' })
    },
  )

  test('are at most fifty in an environment, also when the last two come at once', async () => {
    const account = 'limited'
    const admin = await server.client({ account })
    const numbered = (index: number) => `https://app.example.com/${index}`
    for (let index = 0; index < 49; index++) {
      expect((await post(admin, numbered(index))).status).toBe(201)
    }
    const both = await Promise.all([post(admin, numbered(49)), post(admin, numbered(50))])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const problem = await expectProblem(await post(admin, numbered(51)), 'conflict', server.logged)
    expect(problem).toMatchObject({ reason: 'too_many' })
    expect((await post(admin, numbered(0))).status).toBe(200)
    expect((await post(await server.client({ account, environment: 'live' }))).status).toBe(201)
    const [first] = await listedBy(admin)
    await admin.delete(`${path}/${first?.id}`)
    expect((await post(admin, numbered(51))).status).toBe(201)
  })
})
