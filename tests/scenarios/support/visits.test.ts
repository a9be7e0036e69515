import { expect, test } from 'vitest'
import { disconnectIntegration } from '@/lib/dashboard/integrations/integrations-api'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { createSupportVisits } from '@/lib/platform/access/staff/visits'
import type { PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import { openSupportScene } from '@/tests/support/support-scene'

const hour = 60 * 60_000
const silent = { info() {}, warn() {}, error() {} }

describeOnBothStores('support staff in the account of a customer', async (openStore) => {
  const storage = await openStore()
  const { server, dashboard, operator, firstAdmin, addStaff, staffId, open, leave } =
    openSupportScene(storage)

  const accountOf = async (browser: PersonalBrowser) =>
    (await browser.api('GET', '/v1/account')).json()
  const activityOf = async (browser: PersonalBrowser, query = '') =>
    (await browser.api('GET', `/v1/activity?limit=100${query}`)).json()
  const typesOf = (items: { type: string }[]) => items.map(({ type }) => type)

  async function connectedAccount(name: string) {
    const grace = await firstAdmin(name)
    const { id } = await accountOf(grace)
    const client = await server.client({ account: name, environment: 'test' })
    const integration = await client.connect('slack')
    return { grace, id, integration }
  }

  test('open it with a reason, have the role support there, and are named in its activity', async () => {
    const { grace, id } = await connectedAccount('Acme')
    const ada = await addStaff('ada@miteos.test', 'Ada')
    expect(await open(ada, 'ada@miteos.test', id)).toBe('/integrations')
    const account = await accountOf(ada)
    expect(account).toMatchObject({
      id,
      role: 'support',
      environment: 'test',
      actor: { kind: 'staff', name: 'Ada' },
      support: { reason: 'Slack fails, ticket 4711' },
    })
    const lasts = Date.parse(account.support.ends_at) - Date.now()
    expect(lasts).toBeGreaterThan(hour - 60_000)
    expect(lasts).toBeLessThanOrEqual(hour)
    const opened = await activityOf(grace, '&type=support.opened')
    expect(opened).toMatchObject([
      {
        actor: { kind: 'staff', name: 'Ada' },
        target: { id, name: 'Acme' },
        note: 'Slack fails, ticket 4711',
        outcome: 'done',
      },
    ])
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(1)
  })

  test.each([
    ['no reason', ''],
    ['an invisible reason', '\u200b'],
    ['only spaces', '        '],
    ['only a dot', '.'],
    ['signs without a letter or a digit', '—?! …'],
  ])('do not open it with %s', async (_, reason) => {
    const { grace, id } = await connectedAccount(`Closed to ${reason.length}`)
    const email = `eve${reason.length}@miteos.test`
    const eve = await addStaff(email, 'Eve')
    expect(await open(eve, email, id, { reason })).toContain('error=reason_missing')
    expect(await sessionOfCookie(dashboard, eve.cookieHeader())).toBeNull()
    expect(typesOf(await activityOf(grace))).not.toContain('support.opened')
  })

  test('leave a trace of everything that they look at, once in a visit', async () => {
    const { grace, id, integration } = await connectedAccount('Traces')
    const ada = await addStaff('traces@miteos.test', 'Ada')
    await open(ada, 'traces@miteos.test', id)
    for (let round = 0; round < 2; round++) {
      for (const path of [
        '/v1/integrations',
        `/v1/integrations/${integration.id}`,
        `/v1/integrations/${integration.id}/events`,
        '/v1/people',
        '/v1/activity',
      ])
        expect((await ada.api('GET', path)).status).toBe(200)
      await ada.api('POST', `/v1/integrations/${integration.id}/check`)
    }
    const items = await activityOf(grace, `&actor=${await staffId('traces@miteos.test')}`)
    expect(typesOf(items).sort()).toEqual([
      'account.get',
      'activity.list',
      'integration.check',
      'integration.check',
      'integration.get',
      'integration.list',
      'integration.list_events',
      'person.list',
      'support.opened',
    ])
  })

  test('do nothing but what the role may, and see no token', async () => {
    const { id, integration } = await connectedAccount('Rights')
    const ada = await addStaff('rights@miteos.test', 'Ada')
    await open(ada, 'rights@miteos.test', id)
    for (const [method, path, body] of [
      ['POST', '/v1/tokens', { name: 'Mine', role: 'support' }],
      ['GET', '/v1/tokens'],
      ['POST', '/v1/invitations', { role: 'admin' }],
      ['GET', '/v1/webhooks'],
      ['POST', '/v1/tool_calls', { tool: 'read_channel', arguments: {} }],
      ['PATCH', `/v1/integrations/${integration.id}`, { tools: {} }],
    ] as const)
      expect((await ada.api(method, path, body)).status).toBe(403)
  })

  test('say why they disconnect, and the customer reads it', async () => {
    const { grace, id, integration } = await connectedAccount('Reasons')
    const ada = await addStaff('reasons@miteos.test', 'Ada')
    await open(ada, 'reasons@miteos.test', id)
    const path = `/v1/integrations/${integration.id}`
    const withoutReason = await ada.api('DELETE', path)
    expect(await withoutReason.json()).toMatchObject({ status: 422, field: 'reason' })
    const idle = await ada.api('DELETE', `${path}?when=idle`)
    expect(idle.status).toBe(422)
    expect((await ada.api('GET', path)).status).toBe(200)
    const reason = encodeURIComponent('Asked for in ticket 4711')
    expect((await ada.api('DELETE', `${path}?reason=${reason}`)).status).toBe(204)
    const [item] = await activityOf(grace, '&type=integration.disconnected')
    expect(item).toMatchObject({
      actor: { kind: 'staff', name: 'Ada' },
      note: 'Asked for in ticket 4711',
    })
  })

  test('make reconnect links for people of the account, and let nobody else in with one', async () => {
    const { grace, id, integration } = await connectedAccount('Links by staff')
    const ada = await addStaff('links@miteos.test', 'Ada')
    await open(ada, 'links@miteos.test', id)
    const path = `/v1/integrations/${integration.id}/reconnect_link`
    expect((await ada.api('POST', path, {})).status).toBe(201)
    const withAddress = await ada.api('POST', path, { email: 'ada@miteos.test' })
    expect(await withAddress.json()).toMatchObject({
      status: 403,
      reason: 'email_by_support_staff',
    })
    expect(await activityOf(grace, '&type=reconnect_link.created')).toMatchObject([
      { actor: { kind: 'staff', name: 'Ada' } },
    ])
  })

  test('keep the reason of a disconnect that waits for tools, whoever ends it', async () => {
    const { grace, id, integration } = await connectedAccount('Waiting')
    const ada = await addStaff('waiting@miteos.test', 'Ada')
    await open(ada, 'waiting@miteos.test', id)
    const asked = ada.api('DELETE', `/v1/integrations/${integration.id}?when=idle&reason=Ticket`)
    await expect
      .poll(async () => {
        const row = await storage.db
          .selectFrom('integrations')
          .select('disconnecting_since')
          .where('id', '=', integration.id)
          .executeTakeFirst()
        return row?.disconnecting_since
      })
      .not.toBeNull()
    await server.platform.runBackground()
    expect((await asked).status).toBe(204)
    expect(await activityOf(grace, '&type=integration.disconnected')).toMatchObject([
      { actor: { kind: 'staff' }, note: 'Ticket' },
    ])
  })

  test('record each check that they ask for', async () => {
    const { grace, id, integration } = await connectedAccount('Checks')
    const ada = await addStaff('checks@miteos.test', 'Ada')
    await open(ada, 'checks@miteos.test', id)
    for (let round = 0; round < 3; round++)
      await ada.api('POST', `/v1/integrations/${integration.id}/check`)
    expect(await activityOf(grace, '&type=integration.check')).toHaveLength(3)
  })

  test('leave a trace of a refused call of a tool', async () => {
    const { grace, id } = await connectedAccount('Refused calls')
    const ada = await addStaff('calls@miteos.test', 'Ada')
    await open(ada, 'calls@miteos.test', id)
    const call = { tool: 'read_channel', arguments: {} }
    expect((await ada.api('POST', '/v1/tool_calls', call)).status).toBe(403)
    expect(await activityOf(grace, '&type=tool.call')).toMatchObject([
      { outcome: 'refused', actor: { kind: 'staff' } },
    ])
  })

  test('cannot disconnect from the page without a reason', async () => {
    const { id, integration } = await connectedAccount('From the page')
    const ada = await addStaff('page@miteos.test', 'Ada')
    await open(ada, 'page@miteos.test', id)
    const session = await sessionOfCookie(dashboard, ada.cookieHeader())
    const answer = await ada.send(
      disconnectIntegration,
      `/api/integrations/${integration.id}`,
      {
        method: 'DELETE',
        headers: { 'miteos-person': session?.personId ?? '', origin: 'http://localhost:3000' },
      },
      { id: integration.id },
    )
    expect(answer.status).toBe(422)
  })

  test('are out after 60 minutes, and the end stands in the activity', async () => {
    const { grace, id } = await connectedAccount('Ends')
    const ada = await addStaff('ends@miteos.test', 'Ada')
    await open(ada, 'ends@miteos.test', id)
    const later = createSupportVisits({ storage, log: silent, now: () => Date.now() + hour })
    await storage.db
      .updateTable('tokens')
      .set({ expires_at: Date.now() })
      .where('account_id', '=', id)
      .where('use', '=', 'support')
      .execute()
    expect((await ada.api('GET', '/v1/integrations')).status).toBe(401)
    await later.sweep()
    await later.sweep()
    expect(await activityOf(grace, '&type=support.closed')).toMatchObject([
      { reason: 'time_over', actor: { name: 'Ada' } },
    ])
  })

  test('leave it themselves, and their session of staff goes on', async () => {
    const { grace, id } = await connectedAccount('Leaving')
    const ada = await addStaff('leaving@miteos.test', 'Ada')
    await open(ada, 'leaving@miteos.test', id)
    const session = await sessionOfCookie(dashboard, ada.cookieHeader())
    expect(await leave(ada)).toBe('/support?left=1')
    const { status } = await server.anonymous('GET', '/v1/account', {
      headers: { authorization: `Bearer ${session?.bearer()}` },
    })
    expect(status).toBe(401)
    expect(typesOf(await activityOf(grace, '&type=support.closed'))).toHaveLength(1)
    expect(await open(ada, 'leaving@miteos.test', id)).toBe('/integrations')
  })

  test('are out of every account on the next request after they were removed', async () => {
    const { grace, id } = await connectedAccount('Removed')
    const ada = await addStaff('removed@miteos.test', 'Ada')
    await open(ada, 'removed@miteos.test', id)
    const personId = await staffId('removed@miteos.test')
    expect(await operator.remove(personId)).toBe(true)
    expect(await operator.remove(personId)).toBe(false)
    expect((await ada.api('GET', '/v1/integrations')).status).toBe(401)
    expect(await activityOf(grace, '&type=support.closed')).toMatchObject([
      { reason: 'staff_removed' },
    ])
    expect(await ada.signIn()).toContain('error=no_account')
    await expect(open(ada, 'removed@miteos.test', id)).rejects.toThrow('not support staff')
  })

  test('reach neither another account nor the other environment with one visit', async () => {
    const acme = await connectedAccount('One of two')
    const other = await connectedAccount('Two of two')
    const ada = await addStaff('one@miteos.test', 'Ada')
    await open(ada, 'one@miteos.test', acme.id, { environment: 'live' })
    expect((await ada.api('GET', `/v1/integrations/${acme.integration.id}`)).status).toBe(404)
    expect((await ada.api('GET', `/v1/integrations/${other.integration.id}`)).status).toBe(404)
    expect(await open(ada, 'one@miteos.test', 'acct_nothing')).toBe('404')
    const answer = await open(ada, 'one@miteos.test', other.id, { environment: 'staging' })
    expect(answer).toContain('error=environment_missing')
  })

  test('have one open visit in an account: a second one ends the first', async () => {
    const { grace, id } = await connectedAccount('Twice')
    const ada = await addStaff('twice@miteos.test', 'Ada')
    await open(ada, 'twice@miteos.test', id)
    const first = await sessionOfCookie(dashboard, ada.cookieHeader())
    await open(ada, 'twice@miteos.test', id)
    const { status } = await server.anonymous('GET', '/v1/account', {
      headers: { authorization: `Bearer ${first?.bearer()}` },
    })
    expect(status).toBe(401)
    expect(typesOf(await activityOf(grace, '&type=support.opened'))).toHaveLength(2)
    expect(typesOf(await activityOf(grace, '&type=support.closed'))).toHaveLength(1)
  })
})
