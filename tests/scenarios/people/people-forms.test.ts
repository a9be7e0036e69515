import { expect, test } from 'vitest'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import {
  submitInvite,
  submitNewLink,
  submitRemovePerson,
  submitRole,
  submitWithdraw,
} from '@/lib/dashboard/settings/people-forms'
import { newSignInLink } from '@/lib/dashboard/settings/shown-once-cookie'
import { listOf, queryOfPage, shownSecret } from '@/tests/support/people-page'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const path = '/settings/people'

const queryOf = (response: Response) => queryOfPage(response, path)

/** Returns the id of a person of the account. */
async function idOf(admin: PersonalBrowser, name: string): Promise<string> {
  const people: { id: string; name: string }[] = await listOf(admin, 'people')
  return people.find((person) => person.name === name)?.id ?? ''
}

describeOnBothStores('the forms of the page about people', async (openStore) => {
  const { dashboard, openBrowser, firstAdmin, join } = openPeopleScene(await openStore())

  const sessionOf = (browser: PersonalBrowser) => sessionOfCookie(dashboard, browser.cookieHeader())

  test('a changed role acts on the next request of the person', async () => {
    const grace = await firstAdmin('Changing roles')
    const ada = await join(grace, 'member', 'Ada')
    const params = { id: await idOf(grace, 'Ada') }
    expect((await ada.api('GET', '/v1/tokens')).status).toBe(403)
    const change = (role: string) => grace.post(submitRole, path, { params, fields: { role } })
    expect(queryOf(await change('admin'))).toEqual({ changed: params.id })
    expect((await ada.api('GET', '/v1/tokens')).status).toBe(200)
    expect((await change('owner')).status).toBe(422)
  })

  test('the last admin can neither be removed nor get another role', async () => {
    const grace = await firstAdmin('Last admin', 'Grace')
    await join(grace, 'member', 'Ada')
    const params = { id: await idOf(grace, 'Grace') }
    const fields = { role: 'member' }
    expect(queryOf(await grace.post(submitRole, path, { params, fields }))).toEqual({
      error: 'role_conflict',
    })
    expect(queryOf(await grace.post(submitRemovePerson, path, { params }))).toEqual({
      error: 'remove_conflict',
    })
    expect((await grace.api('GET', '/v1/tokens')).status).toBe(200)
  })

  test('a removed person is signed out, and counts as removed when removed again', async () => {
    const grace = await firstAdmin('Removing')
    const ada = await join(grace, 'admin', 'Ada')
    const params = { id: await idOf(grace, 'Ada') }
    for (const round of ['first', 'second']) {
      const answer = await grace.post(submitRemovePerson, path, { params })
      expect(queryOf(answer), round).toEqual({ removed: '1' })
    }
    expect((await ada.api('GET', '/v1/account')).status).toBe(401)
    const refused = await ada.post(submitInvite, path, { fields: { email: '', role: 'admin' } })
    expect(refused.headers.get('location')).toContain('/sign-in?error=revoked')
  })

  test('whoever removes themselves is signed out', async () => {
    const grace = await firstAdmin('Leaving', 'Grace')
    const ada = await join(grace, 'admin', 'Ada')
    const params = { id: await idOf(grace, 'Ada') }
    const answer = await ada.post(submitRemovePerson, path, { params })
    expect(answer.headers.get('location')).toContain('/sign-in?error=ended')
    expect(await sessionOf(ada)).toBeNull()
    expect(await listOf(grace, 'people')).toHaveLength(1)
  })

  test('a new sign-in link lets in somebody who has lost their passkey, and pressing twice makes one', async () => {
    const grace = await firstAdmin('Losing passkeys')
    const ada = await join(grace, 'member', 'Ada')
    const params = { id: await idOf(grace, 'Ada') }
    const fields = { key: 'one', end_passkeys: '1' }
    const press = () => grace.post(submitNewLink, path, { params, fields })
    const answers = await Promise.all([press(), press()])
    const query = { linked: params.id, ended: '1' }
    expect(answers.map(queryOf)).toEqual([query, query])
    expect((await ada.api('GET', '/v1/account')).status).toBe(401)
    const link = await shownSecret(dashboard, grace, newSignInLink)
    const elsewhere = openBrowser()
    expect(await elsewhere.enter(link, 'Ada')).toBe('/integrations')
    const account = await (await elsewhere.api('GET', '/v1/account')).json()
    expect(account.actor).toMatchObject({ kind: 'person', id: params.id, name: 'Ada' })
  })

  test('a member changes nothing', async () => {
    const grace = await firstAdmin('Of a member', 'Grace')
    const ada = await join(grace, 'member', 'Ada')
    const params = { id: await idOf(grace, 'Grace') }
    const fields = { email: '', role: 'member' }
    for (const [form, name] of [
      [submitInvite, 'invite'],
      [submitRole, 'role'],
      [submitNewLink, 'link'],
      [submitRemovePerson, 'remove'],
    ] as const)
      expect(queryOf(await ada.post(form, path, { params, fields }))).toMatchObject({
        error: `${name}_forbidden`,
      })
    expect(await listOf(grace, 'invitations')).toEqual([])
    expect(await listOf(grace, 'people')).toHaveLength(2)
  })

  test('nobody changes the people of another account', async () => {
    const grace = await firstAdmin('Ours alone', 'Grace')
    const eve = await firstAdmin('Theirs alone', 'Eve')
    const params = { id: await idOf(grace, 'Grace') }
    const fields = { role: 'member' }
    expect(queryOf(await eve.post(submitRole, path, { params, fields }))).toEqual({
      error: 'role_gone',
    })
    expect(queryOf(await eve.post(submitNewLink, path, { params }))).toEqual({ error: 'link_gone' })
    await eve.post(submitRemovePerson, path, { params })
    expect(await listOf(grace, 'people')).toHaveLength(1)
  })

  test('a tab of somebody who was signed in before changes nothing', async () => {
    const grace = await firstAdmin('Old tab')
    const fields = { email: '', role: 'admin', person: 'per_of_an_old_tab' }
    const answer = await grace.post(submitInvite, path, { fields })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('You are signed in as somebody else now')
    expect(await listOf(grace, 'invitations')).toEqual([])
  })

  test.each([
    ['a role', submitRole],
    ['a sign-in link', submitNewLink],
    ['a removal', submitRemovePerson],
    ['an invitation', submitWithdraw],
  ])('%s for an id that nobody can have is not found', async (what, form) => {
    const grace = await firstAdmin(`Guessing ${what}`)
    const answer = await grace.post(form, path, { params: { id: 'int_a' } })
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('Nothing was changed')
  })
})
