import { expect, test } from 'vitest'
import { z } from 'zod'
import { maxPasskeys } from '@/lib/contract/api/limits'
import { beginAddPasskey } from '@/lib/dashboard/passkeys/begin-add-passkey'
import { submitAddPasskey, submitRemovePasskey } from '@/lib/dashboard/passkeys/passkey-forms'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { createAuthenticator } from '@/tests/support/authenticator'
import { appUrl } from '@/tests/support/dashboard'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { queryOfPage } from '@/tests/support/people-page'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const path = '/settings/passkeys'
const ceremonySchema = z.object({
  options: z.looseObject({ challenge: z.string() }),
  state: z.string(),
})

const queryOf = (response: Response) => queryOfPage(response, path)

function begin(browser: Pick<PersonalBrowser, 'send'>, body: object): Promise<Response> {
  return browser.send(beginAddPasskey, `${path}/begin`, {
    method: 'POST',
    headers: { origin: appUrl, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Adds a passkey of another device, and returns the query of the page that follows. */
async function add(
  browser: PersonalBrowser,
  name: string,
  authenticator = createAuthenticator(appUrl),
) {
  const { options, state } = ceremonySchema.parse(await (await begin(browser, { name })).json())
  const fields = { name, state, response: authenticator.create(options) }
  return queryOf(await browser.post(submitAddPasskey, path, { fields }))
}

describeOnBothStores('the forms of the page about passkeys', async (openStore) => {
  const { server, dashboard, firstAdmin, invite, openBrowser } = openPeopleScene(await openStore())

  async function listOf(browser: PersonalBrowser) {
    const session = await sessionOfCookie(dashboard, browser.cookieHeader())
    if (!session?.who) throw new Error('nobody is signed in as a person')
    return server.platform.people.passkeys.list({
      ...session.who,
      account: { accountId: session.accountId ?? '', environment: 'test' },
    })
  }

  async function remove(browser: PersonalBrowser, id: string) {
    return queryOf(await browser.post(submitRemovePasskey, path, { params: { id } }))
  }

  test('a person adds a second passkey, removes the first, and signs in with the second', async () => {
    const grace = await firstAdmin('Second passkey')
    const [first] = await listOf(grace)
    const phone = createAuthenticator(appUrl)
    expect(await add(grace, ' Phone ', phone)).toEqual({ added: '1' })
    expect((await listOf(grace)).map(({ name }) => name)).toEqual([first?.name, 'Phone'])
    expect(await remove(grace, first?.id ?? '')).toEqual({ removed: '1' })
    expect(await remove(grace, first?.id ?? '')).toEqual({ removed: '1' })

    await grace.post(signOut, '/sign-out', {})
    expect(await grace.signIn()).toContain('error=passkey_refused')
    const withPhone = openBrowser(phone)
    expect(await withPhone.signIn()).toBe('/integrations')
    const [{ lastUsedAt } = { lastUsedAt: null }] = await listOf(withPhone)
    expect(lastUsedAt).not.toBeNull()
  })

  test('the only passkey of a person is kept', async () => {
    const grace = await firstAdmin('Only passkey')
    const [only] = await listOf(grace)
    expect(await remove(grace, only?.id ?? '')).toEqual({ error: 'last' })
    expect(await listOf(grace)).toHaveLength(1)
  })

  test('somebody who joined without a passkey adds their first', async () => {
    const grace = await firstAdmin('Late passkey')
    const ada = openBrowser()
    await ada.enterWithoutPasskey(await invite(grace, 'member'), 'Ada')
    expect(await listOf(ada)).toEqual([])
    expect(await add(ada, 'Laptop', ada.authenticator)).toEqual({ added: '1' })
    await ada.post(signOut, '/sign-out', {})
    expect(await ada.signIn()).toBe('/integrations')
  })

  test('the passkey of somebody else cannot be removed', async () => {
    const [grace, eve] = [await firstAdmin('Hers'), await firstAdmin('Not hers', 'Eve')]
    await add(grace, 'Phone')
    const [first] = await listOf(grace)
    await remove(eve, first?.id ?? '')
    expect(await listOf(grace)).toHaveLength(2)
  })

  test('the same answer adds one passkey, and only in the browser that asked for it', async () => {
    const grace = await firstAdmin('Same answer')
    const body = { name: 'Phone' }
    const { options, state } = ceremonySchema.parse(await (await begin(grace, body)).json())
    const response = createAuthenticator(appUrl).create(options)
    const fields = { ...body, response, state }
    const mine = grace.cookies.get('miteos-browser') ?? ''
    grace.cookies.set('miteos-browser', createAuthenticator(appUrl).browserSecret)
    const send = async () => queryOf(await grace.post(submitAddPasskey, path, { fields }))
    expect(await send()).toEqual({ error: 'refused', name: 'Phone' })
    grace.cookies.set('miteos-browser', mine)
    expect(await send()).toEqual({ added: '1' })
    expect(await send()).toEqual({ error: 'refused', name: 'Phone' })
    expect(await listOf(grace)).toHaveLength(2)
  })

  test('an answer with a name that is not allowed cannot be sent again with another name', async () => {
    const grace = await firstAdmin('Renamed')
    const body = { name: 'Phone' }
    const { options, state } = ceremonySchema.parse(await (await begin(grace, body)).json())
    const response = createAuthenticator(appUrl).create(options)
    const send = async (name: string) =>
      queryOf(await grace.post(submitAddPasskey, path, { fields: { name, response, state } }))
    expect(await send('')).toEqual({ error: 'invalid', name: '' })
    expect(await send('Phone')).toEqual({ error: 'refused', name: 'Phone' })
    expect(await listOf(grace)).toHaveLength(1)
  })

  test.each([
    ['empty', ''],
    ['invisible', '\u200b'],
    ['too long', 'x'.repeat(65)],
  ])('a name that is %s is refused before the device makes a passkey', async (why, name) => {
    const grace = await firstAdmin(`Names ${why}`)
    const refused = await begin(grace, { name })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('name') })
    const fields = { name, response: '{}', state: 'x' }
    const posted = queryOf(await grace.post(submitAddPasskey, path, { fields }))
    expect(posted).toEqual({ error: 'invalid', name })
  })

  test(`nobody has more than ${maxPasskeys} passkeys`, async () => {
    const grace = await firstAdmin('Collecting')
    const last = ceremonySchema.parse(await (await begin(grace, { name: 'Last' })).json())
    for (let number = 2; number <= maxPasskeys; number++)
      expect(await add(grace, `Key ${number}`)).toEqual({ added: '1' })
    const refused = await begin(grace, { name: 'One more' })
    expect(refused.status).toBe(409)
    const response = createAuthenticator(appUrl).create(last.options)
    const fields = { name: 'Last', state: last.state, response }
    expect(queryOf(await grace.post(submitAddPasskey, path, { fields }))).toEqual({
      error: 'too_many',
      name: 'Last',
    })
  })

  test('a tab of somebody who was signed in before adds and removes nothing', async () => {
    const grace = await firstAdmin('Old tab of passkeys')
    const person = 'per_of_an_old_tab'
    const begun = await begin(grace, { name: 'Phone', person })
    expect([begun.status, (await begun.json()).code]).toEqual([409, 'session_changed'])
    const fields = { name: 'Phone', person }
    expect((await grace.post(submitAddPasskey, path, { fields })).status).toBe(409)
    const [only] = await listOf(grace)
    const params = { id: only?.id ?? '' }
    expect((await grace.post(submitRemovePasskey, path, { params, fields })).status).toBe(409)
  })

  test('without a session, or without the cookie of the page, there is no challenge', async () => {
    const grace = await firstAdmin('No cookie')
    const body = { name: 'Phone' }
    expect((await begin(openBrowser(), body)).status).toBe(401)
    grace.cookies.delete('miteos-browser')
    const refused = await begin(grace, body)
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('cookie') })
  })

  test('an API token has no passkeys', async () => {
    const { browser } = await dashboardOverPlatform(server, { account: 'Token only' })
    expect((await begin(browser, { name: 'Phone' })).status).toBe(404)
    const fields = { name: 'Phone' }
    expect((await browser.post(submitAddPasskey, path, { fields })).status).toBe(403)
  })

  test('an id that no passkey can have is not found', async () => {
    const grace = await firstAdmin('Guessing passkeys')
    const answer = await grace.post(submitRemovePasskey, path, { params: { id: 'int_a' } })
    expect(answer.status).toBe(404)
  })
})
