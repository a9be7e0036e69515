import { expect, test } from 'vitest'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'
import { tokensBehind } from '@/lib/platform/access/people/tokens-behind'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

/** The body for a link that ends no passkeys. */
const keep = { end_passkeys: false }

async function accountOf(browser: PersonalBrowser) {
  return (await browser.api('GET', '/v1/account')).json()
}

async function pathOf(browser: PersonalBrowser): Promise<string> {
  return `/v1/people/${(await accountOf(browser)).actor.id}`
}

describeOnBothStores('attacks on the ways in', async (openStore) => {
  const { server, dashboard, openBrowser, firstAdmin, invite, join } = openPeopleScene(
    await openStore(),
  )
  const { db } = server.storage
  const useToken = (token: string) => ({
    get: (path: string) =>
      server.anonymous('GET', path, { headers: { authorization: `Bearer ${token}` } }),
    post: async (path: string, body: object) =>
      (
        await server.anonymous('POST', path, {
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json(),
  })
  const createToken = async (browser: PersonalBrowser, role = 'admin') =>
    (await (await browser.api('POST', '/v1/tokens', { name: 'Agent', role })).json()).token

  test('a link for one person lets in nobody else who is signed in', async () => {
    const grace = await firstAdmin('Link for Ada')
    const ada = await join(grace, 'admin', 'Ada')
    const { link } = await (await grace.api('POST', `${await pathOf(ada)}/sign_in_link`)).json()
    const stranger = await firstAdmin('Elsewhere', 'Stranger')
    const to = await stranger.submit({ link: secretIn(link), as: 'session' })
    expect(to).toContain('error=link_invalid')
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(2)
  })

  test('a session that a removal has ended cannot accept an invitation', async () => {
    const grace = await firstAdmin('Ended session')
    const ada = await join(grace, 'member', 'Ada')
    const again = await invite(grace, 'admin')
    await grace.api('DELETE', await pathOf(ada))
    expect(await ada.submit({ link: again, as: 'session' })).toContain('error=ended')
  })

  test('tokens that the token of a leaver has created end too', async () => {
    const grace = await firstAdmin('Tokens of tokens')
    const ada = await join(grace, 'admin', 'Ada')
    const first = await createToken(ada)
    const { token: second } = await useToken(first).post('/v1/tokens', { name: '2', role: 'admin' })
    expect((await useToken(second).get('/v1/integrations')).status).toBe(200)
    const path = await pathOf(ada)
    await grace.api('PATCH', path, { role: 'member' })
    expect((await useToken(second).get('/v1/integrations')).status).toBe(401)
    await grace.api('DELETE', path)
    expect((await useToken(second).get('/v1/integrations')).status).toBe(401)
  })

  test('links of somebody who was removed, or has lost the right to make them, let nobody in', async () => {
    const grace = await firstAdmin('Links of a leaver')
    const ada = await join(grace, 'admin', 'Ada')
    const graceLink = await (
      await ada.api('POST', `${await pathOf(grace)}/sign_in_link`, keep)
    ).json()
    const invitation = await invite(ada, 'admin')
    const path = await pathOf(ada)
    await grace.api('PATCH', path, { role: 'member' })
    expect(await openBrowser().enterWithoutPasskey(invitation)).toContain('error=link_used')
    await grace.api('PATCH', path, { role: 'admin' })
    const token = await createToken(ada)
    const byToken = await useToken(token).post('/v1/invitations', { role: 'member' })
    await grace.api('DELETE', path)
    for (const secret of [invitation, secretIn(graceLink.link), secretIn(byToken.link)])
      expect(await openBrowser().enterWithoutPasskey(secret)).toContain('error=link_used')
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(1)
  })

  test('the token of an agent stays behind everybody whom it lets in, over every step', async () => {
    const grace = await firstAdmin('Agent')
    const token = await createToken(grace)
    const account = await (await useToken(token).get('/v1/account')).json()
    const agentId = account.actor.id
    const behind = async (browser: PersonalBrowser) =>
      tokensBehind(db, account.id, (await accountOf(browser)).actor)
    const invited = await useToken(token).post('/v1/invitations', { role: 'admin' })
    const first = openBrowser()
    await first.enter(secretIn(invited.link), 'First')
    const second = await join(first, 'admin', 'Second')
    const { token: other } = await useToken(token).post('/v1/tokens', { name: '2', role: 'admin' })
    const byOther = await useToken(other).post('/v1/invitations', { role: 'admin' })
    const third = openBrowser()
    await third.enter(secretIn(byOther.link), 'Third')
    for (const browser of [first, second, third]) expect(await behind(browser)).toContain(agentId)
    const made = await (await useToken(await createToken(second)).get('/v1/account')).json()
    expect(await tokensBehind(db, account.id, made.actor)).toContain(agentId)
    expect(await behind(grace)).toEqual(new Set())

    const { link } = await (await second.api('POST', `${await pathOf(first)}/sign_in_link`)).json()
    const posing = openBrowser()
    await posing.enter(secretIn(link), 'Ada')
    expect(await behind(posing)).toContain(agentId)
  })

  test('damaged invitations and those of a newer version leave the list and let nobody in', async () => {
    const grace = await firstAdmin('Damaged rows')
    await invite(grace, 'member')
    const { id: accountId } = await accountOf(grace)
    for (const damage of [
      { role: 'owner' },
      { created_by: '{' },
      { created_by: '{"kind":"robot","id":"r","name":"R"}' },
    ]) {
      const secret = await invite(grace, 'member')
      const { id } = await db
        .selectFrom('invitations')
        .select('id')
        .where('account_id', '=', accountId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      await db.updateTable('invitations').set(damage).where('id', '=', id).execute()
      expect(await openBrowser().enterWithoutPasskey(secret)).toContain('error=link_invalid')
    }
    expect(await (await grace.api('GET', '/v1/invitations')).json()).toHaveLength(1)
  })

  test('a session whose token was revoked is not renewed by switching', async () => {
    const grace = await firstAdmin('Revoked')
    const session = await sessionOfCookie(dashboard, grace.cookieHeader())
    const { id: account } = await accountOf(grace)
    await server.platform.tokens.revokeForOperator(session?.tokenId ?? '')
    const answer = await grace.post(switchAccount, '/switch', {
      fields: { account, environment: 'live' },
    })
    expect(answer.headers.get('location')).toContain('/sign-in?error=revoked')
  })

  test('what one account knows of a person is not told to another', async () => {
    const grace = await firstAdmin('First to invite')
    const { link } = await (
      await grace.api('POST', '/v1/invitations', { role: 'member', email: 'ada@home.example' })
    ).json()
    const ada = openBrowser()
    await ada.enter(secretIn(link), 'Ada')
    const other = await firstAdmin('Second to invite')
    await ada.submit({ link: await invite(other, 'member'), as: 'session' })
    const listed = JSON.stringify(await (await other.api('GET', '/v1/people')).json())
    expect(listed).toContain('Ada')
    expect(listed).not.toContain('home.example')

    const personal = await (
      await other.api('POST', `${await pathOf(ada)}/sign_in_link`, keep)
    ).json()
    const { options } = await openBrowser().begin({ link: secretIn(personal.link), name: 'Ada' })
    expect(options.excludeCredentials).toEqual([])
  })

  test('two invitations of one account that one person accepts at once make one membership', async () => {
    const grace = await firstAdmin('At once')
    const ada = await firstAdmin('Where Ada is', 'Ada')
    const links = [await invite(grace, 'member'), await invite(grace, 'admin')]
    const ends = await Promise.all(links.map((link) => ada.submit({ link, as: 'session' })))
    expect(ends.every((to) => /^\/integrations$|error=(member_already|ended)/.test(to))).toBe(true)
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(2)
  })

  test('the last admin token that still works cannot be revoked', async () => {
    const grace = await firstAdmin('Working tokens')
    const ada = await join(grace, 'admin', 'Ada')
    await createToken(ada)
    await createToken(grace)
    await grace.api('PATCH', await pathOf(ada), { role: 'member' })
    const tokens = await (await grace.api('GET', '/v1/tokens')).json()
    const own = tokens.find((each: { created_by: { name: string } }) => {
      return each.created_by.name === 'Grace Hopper'
    })
    expect((await grace.api('DELETE', `/v1/tokens/${own.id}`)).status).toBe(409)
  })

  test.each(['علی‌رضا', 'ශ්‍රී', '👨‍👩‍👧', 'O’Brien-Łukasz'])('somebody is called %s', async (name) => {
    const person = await firstAdmin(`Called ${name.length} ${name.charCodeAt(0)}`, name)
    expect((await accountOf(person)).actor.name).toBe(name)
  })
})
