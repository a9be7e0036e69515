import { expect, test } from 'vitest'
import type { RedirectUri } from '@/lib/contract/api/redirect-uri'
import { expectProblem } from '@/tests/support/expect-problem'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { json } from '@/tests/support/live-scene'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { type Client, platformOn } from '@/tests/support/platform'
import { navigation } from '@/tests/support/redirect-target'
import { describeOnBothStores } from '@/tests/support/stores'
import { activityOf, auditLines } from '@/tests/support/tokens'

const uri = 'https://app.example.com/callback?tenant=7'
const path = '/v1/redirect_uris'

describeOnBothStores('redirect URIs', async (openStore) => {
  const server = platformOn(await openStore())

  const post = (by: Client, address = uri, appName = 'Onboarding') =>
    by.post(path, { uri: address, app_name: appName })
  const listedBy = (client: Client): Promise<RedirectUri[]> => json(client.get(path))

  /** Opens the connect link in a browser that is signed in as the client. */
  const openLink = (by: Client, address = uri) => {
    const query = new URLSearchParams({ service: 'slack', redirect_uri: address })
    const headers = { ...navigation, cookie: `session=${by.tokenId}` }
    return server.anonymous('GET', `/integrations/connect?${query}`, { headers })
  }

  test('can be listed by members and changed only by admins, and support may do neither', async () => {
    const account = 'ranks'
    const { id } = await (await post(await server.client({ account }))).json()
    const [member, support] = [
      await server.client({ account, role: 'member' }),
      await server.client({ account, role: 'support' }),
    ]
    expect(await listedBy(member)).toMatchObject([{ id }])
    for (const [request, reason] of [
      [post(member), 'manage_redirect_uris'],
      [member.delete(`${path}/${id}`), 'manage_redirect_uris'],
      [support.get(path), 'view_redirect_uris'],
      [post(support), 'manage_redirect_uris'],
      [support.delete(`${path}/${id}`), 'manage_redirect_uris'],
    ] as const) {
      const problem = await expectProblem(await request, 'forbidden', server.logged)
      expect(problem).toMatchObject({ reason })
    }
  })

  test('of another account or environment are not listed, and cannot be told from unknown ones', async () => {
    const account = 'owning'
    const admin = await server.client({ account })
    const { id } = await (await post(admin)).json()
    const answers = []
    for (const other of [
      await server.client({ account, environment: 'live' }),
      await server.client({ account: 'stranger' }),
    ]) {
      expect(await listedBy(other)).toEqual([])
      for (const unknown of [id, 'uri_01HXYZ', 'nonsense', 'tok_01HXYZ']) {
        const response = await other.delete(`${path}/${unknown}`)
        const problem = await expectProblem(response, 'not_found', server.logged)
        answers.push({ ...problem, request_id: '' })
      }
    }
    expect(new Set(answers.map((problem) => JSON.stringify(problem))).size).toBe(1)
    expect(await listedBy(admin)).toMatchObject([{ id }])
  })

  test('are listed in pages, oldest first, each page with the address of the next', async () => {
    const admin = await server.client({ account: 'paging' })
    const ids: string[] = []
    for (let index = 0; index < 5; index++) {
      ids.push((await (await post(admin, `https://app.example.com/${index}`)).json()).id)
    }
    const pages: string[][] = []
    let next: string | undefined = `${path}?limit=2`
    while (next !== undefined) {
      const response: Response = await admin.get(next)
      const page: RedirectUri[] = await response.json()
      pages.push(page.map(({ id }) => id))
      const link = response.headers.get('link') ?? ''
      next = /^<http:\/\/localhost:3000([^>]+)>; rel="next"$/.exec(link)?.[1]
    }
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)])
  })

  test('that are deleted are refused by the connect URL from then on', async () => {
    const admin = await server.client({ account: 'deleting' })
    const { id } = await (await post(admin)).json()
    const page = await openLink(admin)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Onboarding')])
    const deleted = await admin.delete(`${path}/${id}`)
    expect([deleted.status, await deleted.text()]).toEqual([204, ''])
    expect(await listedBy(admin)).toEqual([])
    const title = 'This return address is not registered'
    await expectRefusal(await openLink(admin), 400, title, server.logged)
    const again = await admin.delete(`${path}/${id}`)
    await expectProblem(again, 'not_found', server.logged)
    expect((await activityOf(server, admin.accountId)).at(-1)).toMatchObject({
      type: 'redirect_uri.deleted',
      actor: { id: admin.tokenId },
      target: { id, name: uri.replace(/\?.+/, '?…') },
    })
    expect(auditLines(server, id).map(({ audit }) => audit)).toEqual([
      'redirect_uri.registered',
      'redirect_uri.deleted',
    ])
  })

  test('are told to be those of one environment, where the sent one is of the other', async () => {
    const admin = await server.client({ account: 'both sets' })
    const live = await server.client({ account: 'both sets', environment: 'live' })
    await post(admin)
    const page = await (await openLink(live)).text()
    expect(page).toContain('the account and the environment they are signed in to')
    expect(page).toContain('<dt>Environment</dt><dd>live</dd>')
  })

  test('answer as the OpenAPI document describes', async () => {
    const admin = await server.client({ account: 'described' })
    const support = await server.client({ account: 'described', role: 'support' })
    const document = await json(server.anonymous('GET', '/v1/openapi.json'))
    const { judge } = createAnswerJudge(document)
    const { id } = await (await post(admin)).json()
    await post(admin, 'https://app.example.com/second')
    await server.storage.db
      .updateTable('redirect_uris')
      .set({ last_used_at: 1 })
      .where('id', '=', id)
      .execute()
    const one = `${path}/${id}`
    const first = await admin.get(`${path}?limit=1`)
    expect(first.headers.has('link')).toBe(true)
    const known = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect([
      await judge('GET', path, first),
      await judge('GET', path, await admin.get(path)),
      await judge('GET', path, await admin.send('GET', `${path}?limit=1`, { headers: known })),
      await judge('GET', path, await admin.get(`${path}?limit=0`)),
      await judge('GET', path, await support.get(path)),
      await judge('POST', path, await post(admin, 'https://app.example.com/third')),
      await judge('POST', path, await post(admin)),
      await judge('POST', path, await post(admin, 'http://app.example.com')),
      await judge('POST', path, await post(support)),
      await judge('DELETE', one, await support.delete(one)),
      await judge('DELETE', one, await admin.delete(one)),
      await judge('DELETE', one, await admin.delete(one)),
    ]).toEqual(['200', '200', '304', '422', '403', '201', '200', '422', '403', '403', '204', '404'])
  })
})
