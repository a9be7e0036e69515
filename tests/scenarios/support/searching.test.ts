import { expect, test } from 'vitest'
import { createStaff } from '@/lib/platform/access/staff/staff'
import { describeOnBothStores } from '@/tests/support/stores'
import { openSupportScene } from '@/tests/support/support-scene'

describeOnBothStores('the search of support staff', async (openStore) => {
  const storage = await openStore()
  const { server, dashboard, firstAdmin, join } = openSupportScene(storage)
  const { search } = createStaff(
    { ...server, settings: {}, log: dashboard.log, now: Date.now },
    server.platform.people.ceremonies,
  )
  const idsFor = async (text: string) => (await search.find(text)).found.map(({ id }) => id)

  test('finds an account by the request id of a problem, of a read and of a write', async () => {
    const grace = await firstAdmin('Of problems')
    const { id } = await (await grace.api('GET', '/v1/account')).json()
    const client = await server.client({ account: 'Of problems', role: 'member' })
    const answers = [
      await client.get('/v1/integrations/int_unknown'),
      await client.post('/v1/integrations', { service: 'slack' }),
      await client.post('/v1/tokens', { name: 'x' }),
    ]
    for (const answer of answers) {
      const { request_id } = await answer.json()
      await expect.poll(() => idsFor(request_id), { timeout: 5000 }).toEqual([id])
      expect((await search.find(request_id)).found).toMatchObject([
        { match: 'reference', matched: request_id },
      ])
    }
    const fine = await client.get('/v1/integrations')
    expect(await idsFor(fine.headers.get('x-request-id') ?? '')).toEqual([])
  })

  test('shows every account with a request id that clients have chosen, and the first one with it first', async () => {
    const own = await server.client({ account: 'Zeta, whose id it is' })
    const copying = await server.client({ account: 'Alpha, which copies it' })
    const headers = { 'x-request-id': 'order-4711' }
    for (const client of [own, copying]) {
      await client.post('/v1/integrations', { service: 'slack' }, headers)
      await expect.poll(() => idsFor('order-4711')).toContain(client.accountId)
    }
    const { found } = await search.find('order-4711')
    expect(found.map(({ id }) => id)).toEqual([own.accountId, copying.accountId])
    const [first = 0, second = 0] = found.map(({ matchedAt }) => matchedAt ?? 0)
    expect(second).toBeGreaterThan(first)
  })

  test('finds an integration, a person or an account by its id, and nobody who sends that id with a request', async () => {
    const grace = await firstAdmin('Named by ids')
    const { id, actor } = await (await grace.api('GET', '/v1/account')).json()
    const client = await server.client({ account: 'Named by ids' })
    const integration = await client.connect('slack')
    const copying = await server.client({ account: 'Copies ids' })
    for (const copied of [id, actor.id, integration.id]) {
      const headers = { 'x-request-id': copied }
      await copying.post('/v1/integrations', { service: 'slack' }, headers)
      const kept = () =>
        storage.db
          .selectFrom('problem_references')
          .select('account_id')
          .where('request_id', '=', copied)
          .execute()
      await expect.poll(kept).toEqual([{ account_id: copying.accountId }])
      expect(await idsFor(copied)).toEqual([id])
    }
  })

  test('keeps 60 such ids of a token in a minute, and deletes them with the activity', async () => {
    const client = await server.client({ account: 'Bounded' })
    const count = async () => {
      const { account_id } = await storage.db
        .selectFrom('tokens')
        .select('account_id')
        .where('id', '=', client.tokenId)
        .executeTakeFirstOrThrow()
      const rows = storage.db.selectFrom('problem_references').selectAll()
      return (await rows.where('account_id', '=', account_id).execute()).length
    }
    for (let round = 0; round < 65; round++) await client.get('/v1/integrations/int_unknown')
    await expect.poll(count, { timeout: 5000 }).toBe(60)
    server.advance(400 * 24 * 60 * 60_000)
    await server.platform.runBackground()
    server.advance(-400 * 24 * 60 * 60_000)
    expect(await count()).toBe(0)
  })

  test('says that there are more accounts than the 20 that it shows', async () => {
    for (let number = 0; number < 20; number++)
      await server.client({ account: `Numerous ${number}` })
    expect(await search.find('numerous')).toMatchObject({ hasMore: false })
    await server.client({ account: 'Numerous 20' })
    const { found, hasMore } = await search.find('numerous')
    expect([found.length, hasMore]).toEqual([20, true])
  })

  test('finds every account of people with one name, however many of one account have it', async () => {
    const grace = await firstAdmin('First of Mendel', 'Gregor Mendel')
    for (let number = 0; number < 21; number++) await join(grace, 'member', `Mendel ${number}`)
    await firstAdmin('Second of Mendel', 'Gregor Mendel')
    const { found, hasMore } = await search.find('mendel')
    const names = found.map(({ name }) => name)
    expect([names, hasMore]).toEqual([['First of Mendel', 'Second of Mendel'], false])
  })
})
