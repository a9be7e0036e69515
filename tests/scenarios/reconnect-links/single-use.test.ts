import { expect, test } from 'vitest'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { connectAndBreak, newReconnectSecret, pressContinue } from '@/tests/support/reconnect-links'
import { describeOnBothStores } from '@/tests/support/stores'
import { begin, complete } from '@/tests/support/way-back'

const [ana, ben] = ['104857600000000000001', '104857600000000000002']

describeOnBothStores('a way that began with a reconnect link', (openStore) => {
  /** A server of its own, because vendors keep a grant that another integration uses. */
  async function openScene() {
    const storage = await openStore()
    return { storage, ...openPeopleScene(storage) }
  }

  /** An account with a broken integration, its admin, and a member who has a reconnect link. */
  async function scene(account: string, people?: Awaited<ReturnType<typeof openScene>>) {
    const { storage, server, dashboard, firstAdmin, join } = people ?? (await openScene())
    const admin = await firstAdmin(account)
    const member = await join(admin, 'member', 'Ada')
    const client = await server.client({ account })
    const id = await connectAndBreak(client)
    const secret = await newReconnectSecret(client, id)
    const code = () => client.code('gmail', { account: ana })

    async function beginReconnecting(browser: PersonalBrowser) {
      const location = await pressContinue(browser, secret)
      expect(location.pathname).toBe('/integrations/connect')
      return location.searchParams.get('state') ?? ''
    }

    async function finish(browser: PersonalBrowser, state: string) {
      const fields = { oauth_code: await code(), service: 'gmail', state }
      const answer = await complete(browser, fields)
      return new URL(answer.headers.get('location') ?? '', 'http://localhost')
    }

    const causeAt = async ({ searchParams }: URL) => {
      const attempt = await dashboard.attempts.find(searchParams.get('attempt') ?? '')
      return attempt?.outcome?.kind === 'failed' ? attempt.outcome.cause : attempt?.outcome?.kind
    }
    const statusNow = async () => (await (await client.get(`/v1/integrations/${id}`)).json()).status
    const reconnects = async () => {
      const events = await (await client.get(`/v1/integrations/${id}/events`)).json()
      return events.filter(({ type }: { type: string }) => type === 'reconnected').length
    }
    const livingGrants = async () => {
      const grants = storage.db.selectFrom('sandbox_grants').select('id')
      const rows = await grants.where('revoked_at', 'is', null).orderBy('id').execute()
      return rows.map((grant) => grant.id)
    }
    const found = { storage, dashboard, livingGrants }
    return {
      ...found,
      admin,
      member,
      client,
      id,
      secret,
      beginReconnecting,
      finish,
      causeAt,
      statusNow,
      reconnects,
    }
  }

  test('reconnects once, though two tabs of one person were on their way', async () => {
    const { client, id, member, beginReconnecting, finish, causeAt, reconnects } =
      await scene('Two tabs')
    const [first, second] = [await beginReconnecting(member), await beginReconnecting(member)]
    expect((await finish(member, first)).pathname).toContain('/integrations/int_')
    const refused = await finish(member, second)
    expect(refused.pathname).toBe('/callback')
    expect(await causeAt(refused)).toBe('link_ended')
    expect(await reconnects()).toBe(1)
    const checked = await client.post(`/v1/integrations/${id}/check`)
    expect(await checked.json()).toMatchObject({ status: 'connected' })
  })

  test('reconnects once when both tabs finish at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { member, beginReconnecting, finish, reconnects, statusNow } = await scene(
        `At once ${round}`,
      )
      const states = [await beginReconnecting(member), await beginReconnecting(member)]
      const locations = await Promise.all(states.map((state) => finish(member, state)))
      expect(locations.filter(({ pathname }) => pathname === '/callback')).toHaveLength(1)
      expect(await reconnects()).toBe(1)
      expect(await statusNow()).toBe('connected')
    }
  })

  test('does not connect again what an admin disconnected meanwhile, and its grant is revoked', async () => {
    const { admin, member, id, beginReconnecting, finish, causeAt, statusNow, livingGrants } =
      await scene('Disconnected')
    const state = await beginReconnecting(member)
    await admin.api('DELETE', `/v1/integrations/${id}`)
    const living = await livingGrants()
    expect(await causeAt(await finish(member, state))).toBe('link_ended')
    expect(await statusNow()).toBe('disconnected')
    expect(await livingGrants()).toEqual(living)
  })

  test('does not finish after the integration has another account, or the link has expired', async () => {
    const replaced = await scene('Replaced')
    const state = await replaced.beginReconnecting(replaced.member)
    const oauth_code = await replaced.client.code('gmail', { account: ben })
    const order = { service: 'gmail', oauth_code, reconnects: replaced.id, replace: true }
    expect((await replaced.client.post('/v1/integrations', order)).status).toBe(200)
    const cause = await replaced.causeAt(await replaced.finish(replaced.member, state))
    expect(['account_mismatch', 'link_ended']).toContain(cause)

    const expired = await scene('Expired')
    const begun = await expired.beginReconnecting(expired.member)
    const links = expired.storage.db.updateTable('reconnect_links')
    await links.set({ expires_at: 1 }).execute()
    expect(await expired.causeAt(await expired.finish(expired.member, begun))).toBe('link_ended')
    expect(await expired.statusNow()).toBe('error')
  })

  test('tries again with the same link after another account came back', async () => {
    const { dashboard, member, client, id, beginReconnecting, causeAt, reconnects } =
      await scene('Tries again')
    const oauth_code = await client.code('gmail', { account: ben })
    const state = await beginReconnecting(member)
    const answer = await complete(member, { oauth_code, service: 'gmail', state })
    const location = new URL(answer.headers.get('location') ?? '', 'http://localhost')
    expect(await causeAt(location)).toBe('account_mismatch')
    const attempt = await dashboard.attempts.find(location.searchParams.get('attempt') ?? '')
    const reconnectLink = attempt?.reconnectLink ?? ''
    expect(reconnectLink).toMatch(/^rcl_/)
    const fields = { reconnects: id, reconnect_link: reconnectLink }
    const again = [await begin(member, 'gmail', fields), await begin(member, 'gmail', fields)]
    for (const { state: retried } of again)
      await complete(member, {
        oauth_code: await client.code('gmail', { account: ana }),
        service: 'gmail',
        state: retried,
      })
    expect(await reconnects()).toBe(1)
  })

  test('is bound to the account, the integration and the person of the link', async () => {
    const people = await openScene()
    const { storage, admin, client, id, secret, member } = await scene('Bound', people)
    await pressContinue(member, secret)
    const { id: link } = await storage.db
      .selectFrom('reconnect_links')
      .select('id')
      .where('integration_id', '=', id)
      .executeTakeFirstOrThrow()
    const other = await scene('Bound elsewhere', people)
    const order = async (fields: object) => ({
      service: 'gmail',
      oauth_code: await client.code('gmail', { account: ana }),
      reconnects: id,
      reconnect_link: link,
      ...fields,
    })
    const refused = await admin.api('POST', '/v1/integrations', await order({}))
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ code: 'conflict', reason: 'reconnect_link_ended' })
    const elsewhere = {
      ...(await order({ reconnects: other.id })),
      oauth_code: await other.client.code('gmail', { account: ana }),
    }
    expect((await other.client.post('/v1/integrations', elsewhere)).status).toBe(409)
    const replacing = await admin.api('POST', '/v1/integrations', await order({ replace: true }))
    expect(replacing.status).toBe(422)
    const alone = { service: 'gmail', oauth_code: 'mtoc_x', reconnect_link: link }
    expect((await admin.api('POST', '/v1/integrations', alone)).status).toBe(422)
    expect((await member.api('POST', '/v1/integrations', await order({}))).status).toBe(200)
  })
})
