import { expect, test } from 'vitest'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a link that a known passkey accepts', async (openStore) => {
  const { server, openBrowser, firstAdmin, invite, join } = openPeopleScene(await openStore())

  async function accept(browser: PersonalBrowser, link: string, callbackUrl?: string) {
    const { options, state } = await browser.begin({})
    const response = browser.authenticator.use(options)
    const fields = { link, as: 'passkey', with: 'passkey', response, state }
    return browser.submit({ ...fields, ...(callbackUrl ? { callbackUrl } : {}) })
  }
  const accountOf = async (browser: PersonalBrowser) =>
    (await browser.api('GET', '/v1/account')).json()
  const peopleOf = async (browser: PersonalBrowser) =>
    (await browser.api('GET', '/v1/people')).json()
  const pathOf = async (browser: PersonalBrowser) =>
    `/v1/people/${(await accountOf(browser)).actor.id}`

  test('lets somebody who was removed in again, as the same person', async () => {
    const grace = await firstAdmin('Again')
    const bob = await join(grace, 'member', 'Bob')
    const { actor } = await accountOf(bob)
    await grace.api('DELETE', `/v1/people/${actor.id}`)
    expect(await bob.signIn()).toContain('error=no_account')
    const link = await invite(grace, 'support')
    expect(await accept(bob, link)).toBe('/integrations')
    expect(await accountOf(bob)).toMatchObject({ name: 'Again', role: 'support', actor })
    expect(await peopleOf(grace)).toHaveLength(2)
    expect(await accept(grace, link)).toContain('error=link_used')
  })

  test('adds an account to those of the person, and leads on to where they wanted to go', async () => {
    const grace = await firstAdmin('New to her')
    const ada = await firstAdmin('Her own', 'Ada')
    await ada.post(signOut, '/sign-out', {})
    const link = await invite(grace, 'member')
    expect(await accept(ada, link, '/settings/passkeys')).toBe('/settings/passkeys')
    expect(await accountOf(ada)).toMatchObject({ name: 'New to her', actor: { name: 'Ada' } })
  })

  test('may be the link of the command line, with a passkey or in a session', async () => {
    const grace = await firstAdmin('Before')
    const link = await server.platform.signInLinks.create('After')
    expect(await accept(grace, link)).toBe('/integrations')
    expect(await accountOf(grace)).toMatchObject({ name: 'After', role: 'admin' })
    const another = await server.platform.signInLinks.create('After that')
    expect(await grace.submit({ link: another, as: 'session' })).toBe('/integrations')
    expect(await accountOf(grace)).toMatchObject({
      name: 'After that',
      actor: { name: 'Grace Hopper' },
    })
  })

  test('stays good for somebody else when the person belongs to the account already', async () => {
    const grace = await firstAdmin('Already')
    const ada = await join(grace, 'member', 'Ada')
    await ada.post(signOut, '/sign-out', {})
    const link = await invite(grace, 'admin')
    const to = await accept(ada, link)
    expect(to).toContain('error=member_already')
    expect(to).toContain(`link=${link}`)
    expect(await accountOf(ada)).toMatchObject({ name: 'Already', role: 'member' })
    expect(await openBrowser().enter(link, 'Barbara')).toBe('/integrations')
  })

  test('leads to the same end when its form is sent twice', async () => {
    const grace = await firstAdmin('Twice known')
    const ada = await firstAdmin('Twice her own', 'Ada')
    for (const link of [await invite(grace, 'member'), await invite(grace, 'member')]) {
      await ada.post(signOut, '/sign-out', {})
      const { options, state } = await ada.begin({})
      const response = ada.authenticator.use(options)
      const fields = { link, as: 'passkey', with: 'passkey', response, state }
      const [one, other] = await Promise.all([ada.submit(fields), ada.submit(fields)])
      expect(one).not.toMatch(/error=(link_used|passkey_refused)/)
      expect(other).not.toMatch(/error=(link_used|passkey_refused)/)
      expect((await ada.api('GET', '/v1/account')).status).toBe(200)
    }
    expect(await peopleOf(grace)).toHaveLength(2)
  })

  test('lets nobody in with an answer that is wrong, comes twice or comes from elsewhere', async () => {
    const grace = await firstAdmin('Wrong answers')
    const ada = await firstAdmin('Hers alone', 'Ada')
    await ada.post(signOut, '/sign-out', {})
    const link = await invite(grace, 'admin')
    const submit = (browser: PersonalBrowser, more: Record<string, string>) =>
      browser.submit({ link, as: 'passkey', with: 'passkey', ...more })
    expect(await submit(ada, {})).toContain('error=passkey_missing')
    const { options, state } = await ada.begin({})
    const forged = ada.authenticator.use(options, { isForged: true })
    const refused = await submit(ada, { response: forged, state })
    expect(refused).toContain('error=passkey_refused')
    expect(refused).toContain(`link=${link}`)
    const next = await ada.begin({})
    const fields = { response: ada.authenticator.use(next.options), state: next.state }
    expect(await submit(openBrowser(), fields)).toContain('error=passkey_refused')
    expect(await ada.submit({ with: 'passkey', ...fields })).toBe('/integrations')
    await ada.post(signOut, '/sign-out', {})
    const answer = { ...fields, browser: ada.authenticator.browserSecret }
    const replayed = server.platform.people.joining.enter(link, { how: 'known_passkey', answer })
    expect(await replayed).toMatchObject({ outcome: 'answer_used' })
    expect(await peopleOf(grace)).toHaveLength(1)
  })

  test('does not widen a passkey that an admin let somebody make for one account', async () => {
    const grace = await firstAdmin('Narrow')
    const elsewhere = await firstAdmin('Elsewhere', 'Eve')
    const ada = await join(grace, 'member', 'Ada')
    const made = await (await grace.api('POST', `${await pathOf(ada)}/sign_in_link`)).json()
    const found = openBrowser()
    await found.enter(secretIn(made.link), 'Ada')
    await found.post(signOut, '/sign-out', {})
    const link = await invite(elsewhere, 'member')
    const to = await accept(found, link)
    expect(to).toContain('error=limited')
    expect(to).toContain(`link=${link}`)
    expect(await peopleOf(elsewhere)).toHaveLength(1)
  })

  test('is not a reconnect link for somebody whom an admin has removed', async () => {
    const grace = await firstAdmin('Removed here')
    const bob = await join(grace, 'member', 'Bob')
    const admin = await server.client({ account: 'Removed here' })
    const integration = await admin.connect('slack')
    const made = await grace.api('POST', `/v1/integrations/${integration.id}/reconnect_link`, {
      email: 'bob@example.com',
    })
    const link = secretIn((await made.json()).link)
    await grace.api('DELETE', await pathOf(bob))
    expect(await accept(bob, link)).toContain('error=removed')
    expect(await accept(bob, await invite(grace, 'member'))).toBe('/integrations')
  })
})
