import { expect, test } from 'vitest'
import type { Token } from '@/lib/contract/api/token'
import { json } from '@/tests/support/live-scene'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { createToken } from '@/tests/support/tokens'

const day = 24 * 60 * 60_000

describeOnBothStores('the API tokens of an account', async (openStore) => {
  const server = platformOn(await openStore())

  const listedBy = (client: Client): Promise<Token[]> => json(client.get('/v1/tokens'))

  test('of another account or environment are not listed', async () => {
    const account = 'listing'
    const one = await server.client({ account })
    const others = [
      await server.client({ account, environment: 'live' }),
      await server.client({ account: 'another account' }),
    ]
    for (const client of [one, ...others]) {
      expect((await listedBy(client)).map(({ id }) => id)).toEqual([client.tokenId])
    }
  })

  test('that are revoked leave the list, and those that expired stay', async () => {
    const admin = await server.client({ account: 'ending' })
    const brief = await createToken(admin, { name: 'brief', expires_in_days: 1 })
    const gone = await createToken(admin, { name: 'gone' })
    await admin.delete(`/v1/tokens/${gone.id}`)
    server.advance(2 * day)
    const lived = Date.parse(brief.expires_at ?? '') - Date.parse(brief.created_at)
    expect(lived).toBe(day)
    expect(await listedBy(admin)).toMatchObject([
      { id: admin.tokenId },
      { id: brief.id, expires_at: brief.expires_at },
    ])
  })

  test('that are so old that their maker and ending were not stored are listed without them', async () => {
    const admin = await server.client({ account: 'old' })
    const { id, created_at } = await createToken(admin)
    await server.storage.db
      .updateTable('tokens')
      .set({ created_by: null, ends_with: null })
      .where('id', '=', id)
      .execute()
    const [, old] = await listedBy(admin)
    expect(old).toEqual({ id, name: 'CI', environment: 'test', role: 'member', created_at })
  })

  test('that only a newer version understands are left out of the list, with an alarm', async () => {
    const admin = await server.client({ account: 'newer' })
    const { id } = await createToken(admin)
    await server.storage.db
      .updateTable('tokens')
      .set({ role: 'auditor' })
      .where('id', '=', id)
      .execute()
    for (let round = 0; round < 2; round++) {
      expect((await listedBy(admin)).map((token) => token.id)).toEqual([admin.tokenId])
    }
    const alarms = server.logged().match(/operator alarm: an API token cannot be read/g)
    expect(alarms).toHaveLength(1)
    expect((await admin.delete(`/v1/tokens/${id}`)).status).toBe(204)
  })

  test('are listed in pages, oldest first, each page with the address of the next', async () => {
    const admin = await server.client({ account: 'many' })
    const ids = [admin.tokenId]
    while (ids.length < 120) ids.push((await createToken(admin)).id)
    const pages: string[][] = []
    let path: string | undefined = '/v1/tokens'
    while (path !== undefined) {
      const response: Response = await admin.get(path)
      const page: Token[] = await response.json()
      pages.push(page.map(({ id }) => id))
      const link = response.headers.get('link')
      path = /^<http:\/\/localhost:3000(\/v1\/tokens\?[^>]+)>; rel="next"$/.exec(link ?? '')?.[1]
      expect(link === null).toBe(path === undefined)
    }
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
    expect(pages.flat()).toEqual(ids)
    const whole = await admin.get('/v1/tokens?limit=120')
    expect(await whole.json()).toHaveLength(120)
    expect(whole.headers.get('link')).toBeNull()
    const two = await admin.get(`/v1/tokens?limit=2&cursor=${ids[40]}`)
    expect((await two.json()).map(({ id }: Token) => id)).toEqual(ids.slice(41, 43))
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=int_1', 'cursor=']) {
      expect((await admin.get(`/v1/tokens?${query}`)).status).toBe(422)
    }
  })
})
