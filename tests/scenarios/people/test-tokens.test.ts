import { expect, test } from 'vitest'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'
import { commandLine } from '@/lib/platform/access/system-actors'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an API token of the test environment', async (openStore) => {
  const { server, openBrowser, firstAdmin, invite, join } = openPeopleScene(await openStore())

  /** Returns a client with an API token of the account of a browser. */
  async function tokenOf(browser: PersonalBrowser, environment: 'test' | 'live') {
    const { id: accountId } = await accountOf(browser)
    const { token } = await server.platform.tokens.create({
      accountId,
      environment,
      role: 'admin',
      name: `Admin of ${environment}`,
      createdBy: commandLine,
    })
    return (method: string, path: string, body?: object) =>
      server.anonymous(method, path, {
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
  }

  async function accountOf(browser: PersonalBrowser) {
    return (await browser.api('GET', '/v1/account')).json()
  }

  async function pathOf(browser: PersonalBrowser): Promise<string> {
    return `/v1/people/${(await accountOf(browser)).actor.id}`
  }

  async function switchTo(browser: PersonalBrowser, environment: string) {
    const { id: account } = await accountOf(browser)
    const fields = { account, environment }
    return (await browser.post(switchAccount, '/switch', { fields })).status
  }

  async function joinBy(client: Awaited<ReturnType<typeof tokenOf>>, role: string, name: string) {
    const { link } = await (await client('POST', '/v1/invitations', { role })).json()
    const browser = openBrowser()
    await browser.enter(secretIn(link), name)
    return browser
  }

  test('lets people into the test environment only', async () => {
    const grace = await firstAdmin('Test only')
    const client = await tokenOf(grace, 'test')
    const mallory = await joinBy(client, 'admin', 'Mallory')
    expect(await accountOf(mallory)).toMatchObject({ environment: 'test', role: 'admin' })
    const person = { name: 'Mallory', role: 'admin', only_environment: 'test' }
    expect(await (await client('GET', '/v1/people')).json()).toContainEqual(
      expect.objectContaining(person),
    )
    expect(await switchTo(mallory, 'live')).toBe(403)
    expect(await accountOf(mallory)).toMatchObject({ environment: 'test' })
    expect(await switchTo(grace, 'live')).toBe(303)
  })

  test('changes, removes and lets in again only people of the test environment', async () => {
    const grace = await firstAdmin('Two kinds of people')
    const ada = await join(grace, 'member', 'Ada')
    const invitation = await (await grace.api('POST', '/v1/invitations', { role: 'member' })).json()
    const client = await tokenOf(grace, 'test')
    const mallory = await joinBy(client, 'admin', 'Mallory')
    const path = await pathOf(ada)
    const forbidden = { status: 403, code: 'forbidden', reason: 'environment' }
    for (const send of [client, mallory.api]) {
      for (const answer of [
        await send('PATCH', path, { role: 'admin' }),
        await send('DELETE', path),
        await send('POST', `${path}/sign_in_link`),
        await send('DELETE', `/v1/invitations/${invitation.id}`),
      ])
        expect(await answer.json()).toMatchObject(forbidden)
    }
    expect(await accountOf(ada)).toMatchObject({ role: 'member' })
    const own = await pathOf(mallory)
    expect((await client('PATCH', own, { role: 'member' })).status).toBe(200)
    const { link } = await (await client('POST', `${own}/sign_in_link`)).json()
    const again = openBrowser()
    await again.enter(secretIn(link), 'Mallory')
    expect(await accountOf(again)).toMatchObject({ environment: 'test', role: 'member' })
    expect(await switchTo(again, 'live')).toBe(403)
    expect((await client('DELETE', own)).status).toBe(204)
  })

  test('does not let a person whom it has let in let others into live', async () => {
    const grace = await firstAdmin('A chain')
    const mallory = await joinBy(await tokenOf(grace, 'test'), 'admin', 'Mallory')
    const eve = await join(mallory, 'admin', 'Eve')
    expect(await switchTo(eve, 'live')).toBe(403)
    const { token } = await (
      await eve.api('POST', '/v1/tokens', { name: 'Agent', role: 'admin' })
    ).json()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ role: 'member' })
    const created = await server.anonymous('POST', '/v1/invitations', { headers, body })
    const last = openBrowser()
    await last.enter(secretIn((await created.json()).link), 'Last')
    expect(await switchTo(last, 'live')).toBe(403)
  })

  test('lets nobody be removed as the last admin who may work in live', async () => {
    const grace = await firstAdmin('Last admin of live')
    await joinBy(await tokenOf(grace, 'test'), 'admin', 'Mallory')
    const answer = await grace.api('DELETE', await pathOf(grace))
    expect(await answer.json()).toMatchObject({ status: 409, reason: 'last_admin' })
  })

  test('holds somebody back only until an admin of live invites them', async () => {
    const grace = await firstAdmin('Both at last')
    const ada = await joinBy(await tokenOf(grace, 'test'), 'admin', 'Ada')
    const link = await invite(grace, 'member')
    expect(await ada.submit({ link, as: 'session' })).toBe('/integrations')
    expect(await accountOf(ada)).toMatchObject({ role: 'member' })
    expect(await switchTo(ada, 'live')).toBe(303)
  })

  test('lets somebody who comes in with a reconnect link into test only', async () => {
    const grace = await firstAdmin('By a reconnect link')
    const client = await tokenOf(grace, 'test')
    const { name } = await accountOf(grace)
    const integration = await (await server.client({ account: name })).connect('slack')
    const made = await client('POST', `/v1/integrations/${integration.id}/reconnect_link`, {
      email: 'ada@example.com',
    })
    const ada = openBrowser()
    await ada.enter(secretIn((await made.json()).link), 'Ada')
    expect(await accountOf(ada)).toMatchObject({ role: 'member', environment: 'test' })
    expect(await switchTo(ada, 'live')).toBe(403)
  })

  test('lets nobody read the activity of live', async () => {
    const grace = await firstAdmin('Activity of live')
    const live = await tokenOf(grace, 'live')
    await live('POST', '/v1/redirect_uris', { uri: 'https://live.example.com/back' })
    const mallory = await joinBy(await tokenOf(grace, 'test'), 'admin', 'Mallory')
    const environmentsOf = async (browser: PersonalBrowser, query = '') => {
      const items = await (await browser.api('GET', `/v1/activity${query}`)).json()
      return new Set(items.map(({ environment }: { environment: string }) => environment))
    }
    expect(await environmentsOf(grace)).toEqual(new Set(['live', 'test']))
    expect(await environmentsOf(mallory)).toEqual(new Set(['test']))
    expect(await environmentsOf(mallory, '?environment=live')).toEqual(new Set())
  })

  test('lets nobody into live with a link from before its maker was limited, or its person was not', async () => {
    const grace = await firstAdmin('Links of before')
    const bob = await join(grace, 'admin', 'Bob')
    const old = await invite(bob, 'admin')
    await grace.api('DELETE', await pathOf(bob))
    const testToken = await tokenOf(grace, 'test')
    const { link: again } = await (
      await testToken('POST', '/v1/invitations', { role: 'admin' })
    ).json()
    await openBrowser(bob.authenticator).enter(secretIn(again), 'Bob again')
    expect(await openBrowser().enterWithoutPasskey(old)).toContain('error=link_used')

    const carl = await joinBy(testToken, 'member', 'Carl')
    const made = await testToken('POST', `${await pathOf(carl)}/sign_in_link`, {
      end_passkeys: false,
    })
    const { link: personal } = await made.json()
    await carl.submit({ link: await invite(grace, 'member'), as: 'session' })
    expect(await openBrowser().enterWithoutPasskey(secretIn(personal))).toContain('error=link_')
  })

  test('loses what it made for a person when the person may work in live', async () => {
    const grace = await firstAdmin('Lifted')
    const testToken = await tokenOf(grace, 'test')
    const carl = await joinBy(testToken, 'member', 'Carl')
    const made = await testToken('POST', `${await pathOf(carl)}/sign_in_link`, {
      end_passkeys: false,
    })
    const thief = openBrowser()
    await thief.enter(secretIn((await made.json()).link), 'Carl')
    expect(await accountOf(thief)).toMatchObject({ environment: 'test' })
    await carl.submit({ link: await invite(grace, 'member'), as: 'session' })
    expect(await switchTo(carl, 'live')).toBe(303)
    expect((await thief.api('GET', '/v1/account')).status).toBe(401)
    expect(await openBrowser(thief.authenticator).signIn()).toContain('error=')
    expect(await openBrowser(carl.authenticator).signIn()).toBe('/integrations')
  })

  test('keeps the role and the limit of a person who uses a reconnect link', async () => {
    const grace = await firstAdmin('Reconnect link')
    const mallory = await joinBy(await tokenOf(grace, 'test'), 'admin', 'Mallory')
    const live = await tokenOf(grace, 'live')
    const { id } = await (await server.client({ account: 'Reconnect link' })).connect('slack')
    await server.storage.db
      .updateTable('integrations')
      .set({ environment: 'live' })
      .where('id', '=', id)
      .execute()
    const { link } = await (
      await live('POST', `/v1/integrations/${id}/reconnect_link`, { email: 'm@people.example' })
    ).json()
    await mallory.submit({ link: secretIn(link), as: 'session' })
    expect(await accountOf(mallory)).toMatchObject({ environment: 'test', role: 'admin' })
    expect(await switchTo(mallory, 'live')).toBe(403)
  })

  test('leaves the last admin an admin, whatever invitation they accept', async () => {
    const grace = await firstAdmin('Left alone')
    const mallory = await joinBy(await tokenOf(grace, 'test'), 'admin', 'Mallory')
    const live = await tokenOf(grace, 'live')
    const { link } = await (await live('POST', '/v1/invitations', { role: 'member' })).json()
    await server.storage.db
      .deleteFrom('memberships')
      .where('person_id', '=', (await accountOf(grace)).actor.id)
      .execute()
    await mallory.submit({ link: secretIn(link), as: 'session' })
    expect(await accountOf(mallory)).toMatchObject({ environment: 'test', role: 'admin' })
  })

  test('whose invitation made an admin is told as a role change when a later one makes a member', async () => {
    const grace = await firstAdmin('Told')
    const carl = await joinBy(await tokenOf(grace, 'test'), 'admin', 'Carl')
    await carl.submit({ link: await invite(grace, 'member'), as: 'session' })
    const activity = await grace.api('GET', '/v1/activity?type=person.role_changed')
    expect(await activity.json()).toMatchObject([
      { actor: { name: 'Grace Hopper' }, target: { name: 'Carl' }, reason: 'member' },
    ])
  })

  test('lets nobody see the live environment of the account among all of theirs', async () => {
    const grace = await firstAdmin('Seen by nobody')
    const { id } = await accountOf(grace)
    const ada = await firstAdmin('Her own', 'Ada')
    const { link } = await (
      await (
        await tokenOf(grace, 'test')
      )('POST', '/v1/invitations', { role: 'admin' })
    ).json()
    await ada.submit({ link: secretIn(link), as: 'session' })
    const { actor } = await accountOf(ada)
    const of = { personId: actor.id, onlyAccountId: null, wayMadeAt: Date.now() }
    const rank = (environment: 'live' | 'test') =>
      server.platform.administration.rank({ of, environment, actor })
    const idsIn = async (environment: 'live' | 'test') =>
      (await rank(environment)).map(({ accountId }) => accountId)
    expect(await idsIn('test')).toContain(id)
    expect(await idsIn('live')).not.toContain(id)
  })

  test('of the live environment lets people into both', async () => {
    const grace = await firstAdmin('By live')
    const ada = await joinBy(await tokenOf(grace, 'live'), 'member', 'Ada')
    expect(await switchTo(ada, 'test')).toBe(303)
    expect(await switchTo(ada, 'live')).toBe(303)
  })
})
