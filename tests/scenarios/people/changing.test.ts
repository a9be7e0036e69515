import { expect, test } from 'vitest'
import { listIntegrations } from '@/lib/dashboard/integrations/integrations-api'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

async function idOf(browser: PersonalBrowser): Promise<string> {
  const { actor } = await (await browser.api('GET', '/v1/account')).json()
  return actor.id
}

describeOnBothStores('changing who belongs to an account', async (openStore) => {
  const { server, openBrowser, firstAdmin, join } = openPeopleScene(await openStore())

  test('a new role acts on the next request of the person', async () => {
    const grace = await firstAdmin('New role')
    const ada = await join(grace, 'member', 'Ada')
    const path = `/v1/people/${await idOf(ada)}`
    expect((await ada.api('GET', '/v1/tokens')).status).toBe(403)
    expect(await (await grace.api('PATCH', path, { role: 'admin' })).json()).toMatchObject({
      name: 'Ada',
      role: 'admin',
    })
    expect((await ada.api('GET', '/v1/tokens')).status).toBe(200)
    await grace.api('PATCH', path, { role: 'support' })
    expect((await ada.api('POST', '/v1/integrations', { service: 'telegram' })).status).toBe(403)
  })

  test('a person who was removed is signed out by the next request, and cannot come back', async () => {
    const grace = await firstAdmin('Removing')
    const ada = await join(grace, 'member', 'Ada')
    const path = `/v1/people/${await idOf(ada)}`
    expect((await ada.get(listIntegrations, '/api/integrations')).status).toBe(200)
    expect((await grace.api('DELETE', path)).status).toBe(204)
    expect((await ada.get(listIntegrations, '/api/integrations')).status).toBe(401)
    expect(await ada.signIn()).toContain('error=no_account')
    expect((await grace.api('DELETE', path)).status).toBe(404)
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(1)
  })

  test('the API tokens that a person created end when the person is removed', async () => {
    const grace = await firstAdmin('Tokens of a leaver')
    const ada = await join(grace, 'admin', 'Ada')
    const { token, created_by } = await (
      await ada.api('POST', '/v1/tokens', { name: 'CI', role: 'member' })
    ).json()
    expect(created_by).toMatchObject({ kind: 'person', name: 'Ada' })
    const headers = { authorization: `Bearer ${token}` }
    const use = () => server.anonymous('GET', '/v1/integrations', { headers })
    expect((await use()).status).toBe(200)
    await grace.api('DELETE', `/v1/people/${await idOf(ada)}`)
    expect((await use()).status).toBe(401)
    expect(await (await grace.api('GET', '/v1/tokens')).json()).toEqual([])
  })

  test('an API token never has more rights than the person who created it has now', async () => {
    const grace = await firstAdmin('Demoted')
    const ada = await join(grace, 'admin', 'Ada')
    const create = async (role: string) => {
      const made = await ada.api('POST', '/v1/tokens', { name: role, role })
      const headers = { authorization: `Bearer ${(await made.json()).token}` }
      return () => server.anonymous('GET', '/v1/integrations', { headers })
    }
    const [useAdmin, useMember] = [await create('admin'), await create('member')]
    const path = `/v1/people/${await idOf(ada)}`
    await grace.api('PATCH', path, { role: 'member' })
    const refused = await useAdmin()
    expect(refused.status).toBe(401)
    expect((await refused.json()).detail).toContain('no longer has its rights')
    expect((await useMember()).status).toBe(200)
    await grace.api('PATCH', path, { role: 'admin' })
    expect((await useAdmin()).status).toBe(200)
  })

  test('the last admin can neither be removed nor lose the role, even by two requests at once', async () => {
    const grace = await firstAdmin('Last admin')
    const ada = await join(grace, 'admin', 'Ada')
    const [graceId, adaId] = [await idOf(grace), await idOf(ada)]
    const answers = await Promise.all([
      grace.api('PATCH', `/v1/people/${graceId}`, { role: 'member' }),
      ada.api('DELETE', `/v1/people/${adaId}`),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status < 300)).toHaveLength(1)
    const left = answers.find(({ status }) => status >= 300)
    expect(await left?.json()).toMatchObject({ code: 'conflict', reason: 'last_admin' })
  })

  test('people of one account know nothing of those of another', async () => {
    const grace = await firstAdmin('One')
    const ada = await firstAdmin('Another', 'Ada')
    const path = `/v1/people/${await idOf(ada)}`
    const unknown = '/v1/people/per_01HXYZ'
    for (const [method, below] of [
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/sign_in_link'],
    ] as const) {
      const body = method === 'PATCH' ? { role: 'member' } : undefined
      const [foreign, nothing] = await Promise.all(
        [path, unknown].map(async (person) => {
          const response = await grace.api(method, `${person}${below}`, body)
          const { request_id: _, ...problem } = await response.json()
          return problem
        }),
      )
      expect(foreign).toEqual(nothing)
      expect(foreign).toMatchObject({ status: 404 })
    }
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(1)
  })

  test('an admin makes a link for somebody who has lost their passkey, for this account only', async () => {
    const grace = await firstAdmin('Lost here')
    const ada = await firstAdmin('Also there', 'Ada')
    const invitation = await (await grace.api('POST', '/v1/invitations', { role: 'member' })).json()
    await ada.submit({ link: secretIn(invitation.link), as: 'session' })
    const path = `/v1/people/${await idOf(ada)}/sign_in_link`
    const keep = { end_passkeys: false }
    const first = await (await grace.api('POST', path, keep)).json()
    const second = await (await grace.api('POST', path, keep)).json()

    const device = openBrowser()
    expect(await device.enterWithoutPasskey(secretIn(first.link))).toContain('error=link_used')
    expect(await device.enter(secretIn(second.link), 'Ada')).toBe('/integrations')
    expect(await (await device.api('GET', '/v1/account')).json()).toMatchObject({
      name: 'Lost here',
      actor: { name: 'Ada' },
    })
    await device.post(signOut, '/sign-out', {})
    await server.platform.people.sessions.open(
      { personId: await idOf(ada), onlyAccountId: null, wayMadeAt: Date.now() },
      60_000,
    )
    expect(await device.signIn()).toBe('/integrations')
    expect(await (await device.api('GET', '/v1/account')).json()).toMatchObject({
      name: 'Lost here',
    })
  })

  test('whoever came in with a link of an admin gets into no other account of the person, also not by an invitation', async () => {
    const mallory = await firstAdmin('Of the attacker', 'Mallory')
    const ada = await firstAdmin('Of the victim', 'Ada')
    const invitation = await (
      await mallory.api('POST', '/v1/invitations', { role: 'member' })
    ).json()
    await ada.submit({ link: secretIn(invitation.link), as: 'session' })
    const path = `/v1/people/${await idOf(ada)}/sign_in_link`
    const { link } = await (await mallory.api('POST', path)).json()
    const thief = openBrowser()
    expect(await thief.enter(secretIn(link), 'Ada')).toBe('/integrations')

    const another = await firstAdmin('Of the attacker too', 'Mallory')
    const bait = await (await another.api('POST', '/v1/invitations', { role: 'member' })).json()
    const to = await thief.submit({ link: secretIn(bait.link), as: 'session' })
    expect(to).toContain('error=limited')
    const victim = await server.platform.accounts.ensure('Of the victim')
    const fields = { account: victim.id, environment: 'test' }
    expect((await thief.post(switchAccount, '/switch', { fields })).status).toBe(403)
  })

  test('a link for somebody who was removed meanwhile lets nobody in', async () => {
    const grace = await firstAdmin('Removed with link')
    const ada = await join(grace, 'member', 'Ada')
    const path = `/v1/people/${await idOf(ada)}`
    const { link } = await (await grace.api('POST', `${path}/sign_in_link`)).json()
    await grace.api('DELETE', path)
    expect(await openBrowser().enterWithoutPasskey(secretIn(link))).toContain('error=link_used')
  })

  test('everything is in the activity with the name of the person who did it', async () => {
    const grace = await firstAdmin('Recorded')
    const ada = await join(grace, 'member', 'Ada')
    const id = await idOf(ada)
    await grace.api('PATCH', `/v1/people/${id}`, { role: 'admin' })
    await grace.api('DELETE', `/v1/people/${id}`)
    const { account_id: accountId } = await server.storage.db
      .selectFrom('activity')
      .select('account_id')
      .where('target', 'like', `%${id}%`)
      .executeTakeFirstOrThrow()
    const rows = await server.storage.db
      .selectFrom('activity')
      .select(['type', 'actor'])
      .where('account_id', '=', accountId)
      .orderBy('id')
      .execute()
    expect(rows.map(({ type, actor }) => `${type} by ${JSON.parse(actor).name}`)).toEqual([
      'person.joined by Grace Hopper',
      'passkey.added by Grace Hopper',
      'session.began by Grace Hopper',
      'invitation.created by Grace Hopper',
      'person.joined by Ada',
      'passkey.added by Ada',
      'session.began by Ada',
      'person.role_changed by Grace Hopper',
      'person.removed by Grace Hopper',
    ])
    expect(JSON.stringify(rows)).not.toContain('link=')
  })

  test('last_seen_at tells when the person last used the account', async () => {
    const grace = await firstAdmin('Seen')
    await grace.api('GET', '/v1/integrations')
    await expect
      .poll(async () => (await (await grace.api('GET', '/v1/people')).json())[0].last_seen_at)
      .toBeDefined()
  })
})
