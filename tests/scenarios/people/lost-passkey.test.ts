import { expect, test } from 'vitest'
import { beginAddPasskey } from '@/lib/dashboard/passkeys/begin-add-passkey'
import { submitAddPasskey } from '@/lib/dashboard/passkeys/passkey-forms'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'
import { createPersonLinks } from '@/lib/platform/access/people/person-links'
import { activityLines, activitySeenBy } from '@/tests/support/activity'
import { createAuthenticator } from '@/tests/support/authenticator'
import { appUrl } from '@/tests/support/dashboard'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a lost passkey', async (openStore) => {
  const { server, openBrowser, firstAdmin, invite, join } = openPeopleScene(await openStore())

  const accountOf = async (browser: PersonalBrowser) =>
    (await browser.api('GET', '/v1/account')).json()
  const statusOf = async (browser: PersonalBrowser) =>
    (await browser.api('GET', '/v1/account')).status
  const move = async (browser: PersonalBrowser, account: string) =>
    (await browser.post(switchAccount, '/switch', { fields: { account, environment: 'test' } }))
      .status

  /** Makes a sign-in link for the person of a browser, and returns its secret. */
  async function newLink(admin: PersonalBrowser, of: PersonalBrowser, body?: object) {
    const { actor } = await accountOf(of)
    const made = await admin.api('POST', `/v1/people/${actor.id}/sign_in_link`, body)
    return secretIn((await made.json()).link)
  }

  /** Creates a person who belongs to two accounts, and is signed in to the second one. */
  async function personOfTwo(name: string) {
    const grace = await firstAdmin(`${name} one`)
    const other = await firstAdmin(`${name} two`)
    const bob = await join(grace, 'member', 'Bob')
    await bob.submit({ link: await invite(other, 'member'), as: 'session' })
    const one = (await accountOf(grace)).id
    return { grace, other, bob, one }
  }

  test('and its sessions stop working for the account as soon as the admin makes a link', async () => {
    const grace = await firstAdmin('Lost')
    const bob = await join(grace, 'member', 'Bob')
    const link = await newLink(grace, bob)
    expect(await statusOf(bob)).toBe(401)
    expect(await bob.signIn()).toContain('error=passkey_ended')
    const [, listed] = await (await grace.api('GET', '/v1/people')).json()
    expect(listed).toMatchObject({ name: 'Bob', sign_in: [] })

    const found = openBrowser()
    expect(await found.enter(link, 'Bob')).toBe('/integrations')
    await found.post(signOut, '/sign-out', {})
    expect(await found.signIn()).toBe('/integrations')
    expect(await bob.signIn()).toContain('error=passkey_ended')
    const [, now] = await (await grace.api('GET', '/v1/people')).json()
    expect(now).toMatchObject({ name: 'Bob', sign_in: ['passkey'] })
  })

  test('goes on working when the admin wants that', async () => {
    const grace = await firstAdmin('Kept')
    const bob = await join(grace, 'member', 'Bob')
    await newLink(grace, bob, { end_passkeys: false })
    expect(await statusOf(bob)).toBe(200)
    await bob.post(signOut, '/sign-out', {})
    expect(await bob.signIn()).toBe('/integrations')
  })

  test('goes on working for the other accounts of the person, and cannot be switched back', async () => {
    const { grace, bob, one } = await personOfTwo('Other accounts')
    await newLink(grace, bob)
    expect(await statusOf(bob)).toBe(200)
    expect(await move(bob, one)).toBe(403)
    await bob.post(signOut, '/sign-out', {})
    expect(await bob.signIn()).toBe('/integrations')
    expect(await accountOf(bob)).toMatchObject({ name: 'Other accounts two' })
    expect(await move(bob, one)).toBe(403)
  })

  test('makes no other passkey that works for the account', async () => {
    const { grace, bob, one } = await personOfTwo('Adding')
    await newLink(grace, bob)
    const phone = createAuthenticator(appUrl)
    const begun = await bob.send(beginAddPasskey, '/settings/passkeys/begin', {
      method: 'POST',
      headers: { origin: appUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Another' }),
    })
    const { options, state } = await begun.json()
    const fields = { name: 'Another', state, response: phone.create(options) }
    await bob.post(submitAddPasskey, '/settings/passkeys', { fields })
    const withPhone = openBrowser(phone)
    expect(await withPhone.signIn()).toBe('/integrations')
    expect(await accountOf(withPhone)).toMatchObject({ name: 'Adding two' })
    expect(await move(withPhone, one)).toBe(403)
  })

  test('does not come back when the person is removed and invited again', async () => {
    const { grace, bob } = await personOfTwo('Coming back')
    const { actor } = await accountOf(bob)
    await newLink(grace, bob)
    await grace.api('DELETE', `/v1/people/${actor.id}`)
    const link = await invite(grace, 'admin')
    const { options, state } = await bob.begin({})
    const response = bob.authenticator.use(options)
    const to = await bob.submit({ link, as: 'passkey', with: 'passkey', response, state })
    expect(to).toContain('error=passkey_ended')
    expect(await bob.submit({ link, as: 'session' })).not.toBe('/integrations')
    const [first] = await (await grace.api('GET', '/v1/people')).json()
    expect(first).toMatchObject({ name: 'Grace Hopper' })
    expect(await openBrowser().enter(link, 'Bob again')).toBe('/integrations')
  })

  test('is one that an earlier link made, too', async () => {
    const grace = await firstAdmin('Lost again')
    const bob = await join(grace, 'member', 'Bob')
    const found = openBrowser()
    await found.enter(await newLink(grace, bob), 'Bob')
    const next = await newLink(grace, found)
    expect(await statusOf(found)).toBe(401)
    expect(await found.signIn()).toContain('error=passkey_refused')
    expect(await found.enter(next, 'Bob')).toBe('/integrations')
  })

  test('of an admin stays when they make a link for themselves', async () => {
    const grace = await firstAdmin('Her own link')
    await newLink(grace, grace)
    expect(await statusOf(grace)).toBe(200)
  })

  test('is ended everywhere by the operator, unless they keep it', async () => {
    const { bob, one } = await personOfTwo('Operator')
    const { actor } = await accountOf(bob)
    const links = createPersonLinks({
      storage: server.storage,
      settings: { appUrl },
      log: { info() {}, warn() {}, error() {} },
      now: Date.now,
    })
    await links.createForOperator(actor.id, { endPasskeys: false })
    expect(await statusOf(bob)).toBe(200)
    const { link } = await links.createForOperator(actor.id, { endPasskeys: true })
    expect(await statusOf(bob)).toBe(401)
    expect(await bob.signIn()).toContain('error=passkey_refused')
    const found = openBrowser()
    expect(await found.enter(secretIn(link), 'Bob')).toBe('/integrations')
    expect(await move(found, one)).toBe(303)
    await found.post(signOut, '/sign-out', {})
    expect(await found.signIn()).toBe('/integrations')
  })

  test('and the passkey that replaces it are in the activity', async () => {
    const grace = await firstAdmin('Told')
    const bob = await join(grace, 'member', 'Bob')
    await openBrowser().enter(await newLink(grace, bob), 'Bob')
    const items = await activitySeenBy({ get: (path: string) => grace.api('GET', path) })
    expect(activityLines(items).slice(0, 4)).toEqual([
      'session.began done: link',
      'passkey.added done: link',
      'sign_in_link.created done',
      'passkey.ended done',
    ])
    expect(items[3]).toMatchObject({ actor: { name: 'Grace Hopper' }, target: { name: 'Bob' } })
    expect(items[1]).toMatchObject({ actor: { kind: 'person', name: 'Bob' } })
  })

  test('is told as what it is on the page about passkeys', async () => {
    const { grace, other, bob } = await personOfTwo('Page')
    const found = openBrowser()
    const secret = await newLink(grace, bob)
    await found.enter(secret, 'Bob')
    const listIn = async (admin: PersonalBrowser, onlyAccountId: string | null) => {
      const { id: accountId } = await accountOf(admin)
      const { actor } = await accountOf(bob)
      const account = { accountId, environment: 'test' }
      const wayMadeAt = Number.MAX_SAFE_INTEGER
      const owner = { personId: actor.id, onlyAccountId, wayMadeAt, account }
      return server.platform.people.passkeys.list(owner)
    }
    const { id } = await accountOf(grace)
    expect(await listIn(grace, id)).toEqual([
      expect.objectContaining({ onlyAccountName: 'Page one', isEndedHere: false, isLast: true }),
    ])
    expect(await listIn(grace, null)).toEqual([
      expect.objectContaining({ onlyAccountName: null, isEndedHere: true, isLast: true }),
      expect.objectContaining({ name: expect.stringMatching(/^Passkey of \d/), isLast: false }),
    ])
    expect(await listIn(other, null)).toMatchObject([{ isEndedHere: false }, {}])
  })

  test('cannot remove the passkeys that replace it, and does not see them', async () => {
    const { grace, other, bob } = await personOfTwo('Replaced')
    await openBrowser().enter(await newLink(grace, bob), 'Bob')
    const { actor, id: accountId } = await accountOf(bob)
    const account = { accountId, environment: 'test' }
    const owner = { personId: actor.id, onlyAccountId: null, actor, account }
    const seenBy = async (wayMadeAt: number) =>
      server.platform.people.passkeys.list({ ...owner, wayMadeAt })
    const [, replacing] = await seenBy(Number.MAX_SAFE_INTEGER)
    expect(await seenBy(0)).toHaveLength(1)
    const remove = (wayMadeAt: number) =>
      server.platform.people.passkeys.remove({ ...owner, wayMadeAt }, replacing?.id ?? '')
    expect(await remove(0)).toBe('unknown')
    expect((await accountOf(other)).id).toBe(accountId)
    expect(await remove(Number.MAX_SAFE_INTEGER)).toBe('removed')
    const types = (await (await grace.api('GET', '/v1/activity')).json()).map(
      ({ type }: { type: string }) => type,
    )
    expect(types).toContain('passkey.removed')
  })
})
