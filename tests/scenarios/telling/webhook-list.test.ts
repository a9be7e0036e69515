import { expect, test } from 'vitest'
import { webhookListSchema } from '@/lib/contract/api/webhook'
import { expectProblem } from '@/tests/support/expect-problem'
import { json } from '@/tests/support/live-scene'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { activityOf, auditLines } from '@/tests/support/tokens'
import { createWebhook, webhookRequest } from '@/tests/support/webhooks'

const path = '/v1/webhooks'

describeOnBothStores('webhooks', async (openStore) => {
  const server = platformOn(await openStore())
  const listedBy = async (client: Client) => webhookListSchema.parse(await json(client.get(path)))

  test('are added with their secret, which no later answer contains', async () => {
    const admin = await server.client({ account: 'adding' })
    const events = ['integration.error' as const]
    const { secret, ...webhook } = await createWebhook(admin, { events, description: ' On call ' })
    expect(webhook).toEqual({
      id: expect.stringMatching(/^whk_\w+$/),
      url: webhookRequest.url,
      events,
      description: 'On call',
      created_at: expect.any(String),
    })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await listedBy(admin)).toEqual([webhook])
    expect(await json(admin.get(`${path}/${webhook.id}`))).toEqual(webhook)
    const stored = await server.storage.db.selectFrom('webhooks').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(secret.slice(6, 20))
    expect(server.logged()).not.toContain(secret.slice(6, 20))
  })

  test('are added once for an Idempotency-Key, and the repeated answer has no secret', async () => {
    const admin = await server.client({ account: 'repeating' })
    const headers = { 'idempotency-key': 'once' }
    const first = await admin.post(path, webhookRequest, headers)
    const second = await admin.post(path, webhookRequest, headers)
    const { secret, ...webhook } = await first.json()
    expect([first.status, second.status]).toEqual([201, 200])
    expect(await second.json()).toEqual(webhook)
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(await listedBy(admin)).toHaveLength(1)
    const tables = await server.storage.db.selectFrom('idempotency_keys').selectAll().execute()
    expect(JSON.stringify(tables)).not.toContain(secret)
  })

  test('are listed in pages, oldest first', async () => {
    const admin = await server.client({ account: 'paging' })
    const ids: string[] = []
    for (let count = 0; count < 3; count++) ids.push((await createWebhook(admin)).id)
    const first = await admin.get(`${path}?limit=2`)
    const next = /^<http:\/\/localhost:3000([^>]+)>; rel="next"$/.exec(
      first.headers.get('link') ?? '',
    )?.[1]
    const second = await admin.get(next ?? '')
    const idsOf = async (response: Response) =>
      webhookListSchema.parse(await response.json()).map(({ id }) => id)
    expect([await idsOf(first), await idsOf(second)]).toEqual([ids.slice(0, 2), ids.slice(2)])
    expect(second.headers.has('link')).toBe(false)
  })

  test('are 20 in an environment at most, and each environment counts for itself', async () => {
    const account = 'counting'
    const admin = await server.client({ account })
    const [first] = await Promise.all(Array.from({ length: 20 }, () => createWebhook(admin)))
    const refused = await admin.post(path, webhookRequest)
    const problem = await expectProblem(refused, 'conflict', server.logged)
    expect(problem).toMatchObject({ reason: 'too_many' })
    await createWebhook(await server.client({ account, environment: 'live' }))
    await admin.delete(`${path}/${first?.id}`)
    await createWebhook(admin)
    expect(await listedBy(admin)).toHaveLength(20)
  })

  test.each([
    ['https://10.0.0.1/hooks', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://[::ffff:10.0.0.1]/', 'private_address'],
    ['https://[64:ff9b::a00:1]/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://0x7f.1/', 'private_address'],
    ['https://0/', 'private_address'],
    ['http://app.example.com/', 'not_https'],
    ['https://intranet/', 'private_host'],
    ['nonsense', 'not_absolute'],
  ])('cannot have the URL %s: %s', async (url, reason) => {
    for (const environment of ['live', 'test'] as const) {
      const admin = await server.client({ account: 'typing', environment })
      const refused = await admin.post(path, { ...webhookRequest, url })
      const problem = await expectProblem(refused, 'invalid_request', server.logged)
      expect(problem).toMatchObject({ field: 'url', reason })
    }
  })

  test('may be on loopback in test, and not in live', async () => {
    const url = 'http://127.0.0.1:4000/hooks'
    await createWebhook(await server.client({ account: 'local' }), { url })
    const live = await server.client({ account: 'local', environment: 'live' })
    const refused = await live.post(path, { ...webhookRequest, url })
    await expectProblem(refused, 'invalid_request', server.logged)
  })

  test.each([
    ['events', { events: [] }],
    ['events', { events: ['integration.error', 'integration.error'] }],
    ['events.0', { events: ['integration.exploded'] }],
    ['description', { description: 'two\nlines' }],
    ['description', { description: 'x'.repeat(257) }],
    ['url', { url: 7 }],
  ])('cannot have such %s: %j', async (field, change) => {
    const admin = await server.client({ account: 'typing' })
    const refused = await admin.post(path, { ...webhookRequest, ...change })
    const problem = await expectProblem(refused, 'invalid_request', server.logged)
    expect(problem).toMatchObject({ field })
  })

  test('are for admins only', async () => {
    const account = 'ranks'
    const { id } = await createWebhook(await server.client({ account }))
    for (const role of ['member', 'support'] as const) {
      const client = await server.client({ account, role })
      for (const request of [
        client.get(path),
        client.get(`${path}/${id}`),
        client.post(path, webhookRequest),
        client.post(path, {}),
        client.delete(`${path}/${id}`),
        client.post(`${path}/${id}/test`),
        client.get(`${path}/${id}/deliveries`),
        client.post(`${path}/${id}/deliveries/dlv_01HXYZ/resend`),
      ]) {
        const problem = await expectProblem(await request, 'forbidden', server.logged)
        expect(problem).toMatchObject({ reason: 'manage_webhooks' })
      }
    }
  })

  test('of another account or environment are not listed, and cannot be told from unknown ones', async () => {
    const account = 'owning'
    const { id } = await createWebhook(await server.client({ account }))
    for (const other of [
      await server.client({ account, environment: 'live' }),
      await server.client({ account: 'stranger' }),
    ]) {
      expect(await listedBy(other)).toEqual([])
      for (const unknown of [id, 'whk_01HXYZ', 'nonsense']) {
        for (const request of [
          other.get(`${path}/${unknown}`),
          other.delete(`${path}/${unknown}`),
          other.post(`${path}/${unknown}/test`),
          other.get(`${path}/${unknown}/deliveries`),
          other.post(`${path}/${unknown}/deliveries/dlv_01HXYZ/resend`),
        ]) {
          const problem = await expectProblem(await request, 'not_found', server.logged)
          expect(problem.detail).toBe('There is no webhook with this id.')
        }
      }
    }
  })

  test('that are added and deleted stand in the activity with their actor', async () => {
    const admin = await server.client({ account: 'recording' })
    const { id, url } = await createWebhook(admin)
    expect((await admin.delete(`${path}/${id}`)).status).toBe(204)
    expect((await admin.delete(`${path}/${id}`)).status).toBe(404)
    const actor = { kind: 'token', id: admin.tokenId, name: 'admin of recording' }
    const target = { id, name: new URL(url).host }
    expect(await activityOf(server, admin.accountId)).toMatchObject([
      { type: 'token.created' },
      { type: 'webhook.created', actor, target, outcome: 'done' },
      { type: 'webhook.deleted', actor, target, outcome: 'done' },
    ])
    const lines = auditLines(server, id).map(({ audit }) => audit)
    expect(lines).toEqual(['webhook.created', 'webhook.deleted'])
  })

  test('that cannot be read are left out, and change nothing for the others', async () => {
    const admin = await server.client({ account: 'damaged' })
    const damaged = await createWebhook(admin)
    const whole = await createWebhook(admin)
    await server.storage.db
      .updateTable('webhooks')
      .set({ events: '{' })
      .where('id', '=', damaged.id)
      .execute()
    expect((await listedBy(admin)).map(({ id }) => id)).toEqual([whole.id])
    expect((await admin.get(`${path}/${damaged.id}`)).status).toBe(404)
    expect(await admin.connect('slack')).toMatchObject({ status: 'connected' })
    expect(server.logged()).toContain('operator alarm: a webhook cannot be read')
    expect((await admin.delete(`${path}/${damaged.id}`)).status).toBe(204)
  })
})
