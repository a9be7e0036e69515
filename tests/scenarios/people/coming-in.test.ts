import { expect, test } from 'vitest'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import type { Forgery } from '@/tests/support/authenticator'
import { openPeopleScene } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const minuteMs = 60_000

describeOnBothStores('coming in as oneself', async (openStore) => {
  const storage = await openStore()
  const { server, openBrowser, firstAdmin, invite, join } = openPeopleScene(storage)
  const { signInLinks } = server.platform

  test('the first link makes a passkey, with which the first admin signs in from then on', async () => {
    const grace = openBrowser()
    const link = await signInLinks.create('First')
    expect(await grace.enter(link, ' Grace Hopper ')).toBe('/integrations')
    const account = await (await grace.api('GET', '/v1/account')).json()
    expect(account).toMatchObject({
      name: 'First',
      role: 'admin',
      environment: 'test',
      actor: { kind: 'person', name: 'Grace Hopper' },
    })
    await grace.post(signOut, '/sign-out', {})
    expect(await grace.signIn()).toBe('/integrations')
    const again = await (await grace.api('GET', '/v1/account')).json()
    expect(again.actor).toEqual(account.actor)
  })

  test('signing out ends the token of the session', async () => {
    const grace = await firstAdmin('Signing out')
    const cookie = grace.cookieHeader()
    const api = () => grace.api('GET', '/v1/account')
    expect((await api()).status).toBe(200)
    await grace.post(signOut, '/sign-out', {})
    grace.cookies.set('miteos-session', /miteos-session=([^;]*)/.exec(cookie)?.[1] ?? '')
    expect((await api()).status).toBe(401)
  })

  test('an invitation lets in one person, with the role that it names', async () => {
    const grace = await firstAdmin('Inviting')
    const link = await invite(grace, 'member')
    const people = await Promise.all(
      ['Ada', 'Alan', 'Barbara'].map(async (name) => {
        const browser = openBrowser()
        const { options, state } = await browser.begin({ link, name })
        const response = browser.authenticator.create(options)
        return () => browser.submit({ link, name, with: 'passkey', response, state })
      }),
    )
    const ended = await Promise.all(people.map((press) => press()))
    expect(ended.filter((to) => to === '/integrations')).toHaveLength(1)
    expect(ended.filter((to) => to.includes('error=link_used'))).toHaveLength(2)
    const listed = await (await grace.api('GET', '/v1/people')).json()
    expect(listed).toEqual([
      expect.objectContaining({ name: 'Grace Hopper', role: 'admin', sign_in: ['passkey'] }),
      expect.objectContaining({ role: 'member', sign_in: ['passkey'] }),
    ])
    expect(await (await grace.api('GET', '/v1/invitations')).json()).toEqual([])
  })

  test('an invitation that was withdrawn, or is older than a week, lets nobody in', async () => {
    const grace = await firstAdmin('Withdrawing')
    const link = await invite(grace, 'admin')
    const [{ id }] = await (await grace.api('GET', '/v1/invitations')).json()
    expect((await grace.api('DELETE', `/v1/invitations/${id}`)).status).toBe(204)
    expect((await grace.api('DELETE', `/v1/invitations/${id}`)).status).toBe(404)
    expect(await openBrowser().enterWithoutPasskey(link)).toContain('error=link_used')

    const late = await invite(grace, 'admin')
    server.advance(7 * 24 * 60 * minuteMs)
    expect(await openBrowser().enterWithoutPasskey(late)).toContain('error=link_invalid')
    expect(await openBrowser().enterWithoutPasskey('a'.repeat(43))).toContain('error=link_invalid')
  })

  test('somebody whose device makes no passkey joins without one, and needs a new link the next time', async () => {
    const grace = await firstAdmin('Without passkey')
    const ada = openBrowser()
    const link = await invite(grace, 'member')
    expect(await ada.enterWithoutPasskey(link, '\u200b')).toContain('error=name_missing')
    expect(await ada.enterWithoutPasskey(link, 'Ada')).toBe('/integrations')
    const [, listed] = await (await grace.api('GET', '/v1/people')).json()
    expect(listed).toMatchObject({ name: 'Ada', sign_in: [] })
    expect(await ada.signIn()).toContain('error=passkey_refused')
  })

  test('the form of a link leads to the same end when it is sent twice', async () => {
    const link = await signInLinks.create('Twice')
    const grace = openBrowser()
    const { options, state } = await grace.begin({ link, name: 'Grace' })
    const response = grace.authenticator.create(options)
    const fields = { link, name: 'Grace', with: 'passkey', response, state }
    expect(await Promise.all([grace.submit(fields), grace.submit(fields)])).toEqual([
      '/integrations',
      '/integrations',
    ])
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(1)
  })

  test('the form of a passkey leads to the same end when it is sent twice at once', async () => {
    const grace = await firstAdmin('Passkey twice')
    await grace.post(signOut, '/sign-out', {})
    const { options, state } = await grace.begin({})
    const fields = { with: 'passkey', response: grace.authenticator.use(options), state }
    expect(await Promise.all([grace.submit(fields), grace.submit(fields)])).toEqual([
      '/integrations',
      '/integrations',
    ])
  })

  const forgeries: [why: string, forgery: Forgery][] = [
    ['was made for another site', { origin: 'https://evil.example' }],
    ['answers another challenge', { challenge: 'AAAA' }],
    ['comes from a device that was not unlocked', { isUnverified: true }],
  ]

  test.each([...forgeries, ['is signed with another key', { isForged: true }]] as const)(
    'nobody signs in with an answer that %s',
    async (_, forgery) => {
      const grace = await firstAdmin(`Forged ${JSON.stringify(forgery)}`)
      await grace.post(signOut, '/sign-out', {})
      expect(await grace.signIn(forgery)).toContain('error=passkey_refused')
      expect(await grace.signIn()).toBe('/integrations')
    },
  )

  test.each(forgeries)(
    'a new passkey whose answer %s is refused, and the link still works',
    async (_, forgery) => {
      const link = await signInLinks.create(`Forged at first ${JSON.stringify(forgery)}`)
      const grace = openBrowser()
      const to = await grace.enter(link, 'Grace', forgery)
      expect(to).toContain('error=passkey_refused')
      expect(to).toContain(`link=${link}`)
      expect(await grace.enter(link, 'Grace')).toBe('/integrations')
    },
  )

  test('an answer signs in once, in the browser that asked for it, within five minutes', async () => {
    const grace = await firstAdmin('Replay')
    const { options, state } = await grace.begin({})
    const fields = { with: 'passkey', response: grace.authenticator.use(options), state }
    const thief = openBrowser()
    expect(await thief.submit(fields)).toContain('error=passkey_refused')
    expect(await grace.submit(fields)).toBe('/integrations')
    await grace.post(signOut, '/sign-out', {})
    expect(await grace.submit(fields)).toContain('error=passkey_refused')

    const late = await grace.begin({})
    const response = grace.authenticator.use(late.options)
    server.advance(6 * minuteMs)
    const lateFields = { with: 'passkey', response, state: late.state }
    expect(await grace.submit(lateFields)).toContain('error=passkey_refused')
  })

  test('a challenge for one purpose cannot be used for another', async () => {
    const grace = await firstAdmin('Purposes')
    const [one, other] = [await invite(grace, 'member'), await invite(grace, 'admin')]
    const ada = openBrowser()
    const { options, state } = await ada.begin({ link: one, name: 'Ada' })
    const response = ada.authenticator.create(options)
    const fields = { name: 'Ada', with: 'passkey', response, state }
    expect(await ada.submit({ ...fields, link: other })).toContain('error=passkey_refused')
    expect(await ada.submit({ ...fields, link: one })).toBe('/integrations')
  })

  test('damaged answers are refused in words', async () => {
    const grace = await firstAdmin('Damaged')
    const { state } = await grace.begin({})
    for (const response of ['', '{', '[]', '{"id":{}}', `{"id":"${'a'.repeat(5000)}"}`, 'null'])
      expect(await grace.submit({ with: 'passkey', response, state })).toContain(
        'error=passkey_refused',
      )
  })

  test('a person of another account accepts an invitation as themselves', async () => {
    const grace = await firstAdmin('Ours')
    const ada = await firstAdmin('Theirs', 'Ada')
    const link = await invite(grace, 'member')
    expect(await ada.submit({ link, as: 'session' })).toBe('/integrations')
    expect(await (await ada.api('GET', '/v1/account')).json()).toMatchObject({
      name: 'Ours',
      role: 'member',
      actor: { name: 'Ada' },
    })
    const again = await invite(grace, 'admin')
    expect(await ada.submit({ link: again, as: 'session' })).toContain('error=member_already')
    const barbara = openBrowser()
    expect(await barbara.submit({ link: again, as: 'session' })).toContain('error=ended')
    expect(await barbara.enter(again, 'Barbara')).toBe('/integrations')
  })

  test('whoever joins begins in the environment of the one who invited them', async () => {
    const admin = await server.client({ account: 'In production', environment: 'live' })
    const invitation = await (await admin.post('/v1/invitations', { role: 'admin' })).json()
    const ada = openBrowser()
    await ada.enter(new URL(invitation.link).searchParams.get('link') ?? '', 'Ada')
    expect(await (await ada.api('GET', '/v1/account')).json()).toMatchObject({
      environment: 'live',
    })
    const barbara = await join(ada, 'member', 'Barbara')
    expect((await barbara.api('GET', '/v1/integrations')).status).toBe(200)
  })
})
