import { expect, test } from 'vitest'
import { submitInvite, submitWithdraw } from '@/lib/dashboard/settings/people-forms'
import { newInvitation } from '@/lib/dashboard/settings/shown-once-cookie'
import { listOf, queryOfPage, shownSecret } from '@/tests/support/people-page'
import { openPeopleScene } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const path = '/settings/people'

const queryOf = (response: Response) => queryOfPage(response, path)

describeOnBothStores('the forms about invitations', async (openStore) => {
  const { dashboard, openBrowser, firstAdmin } = openPeopleScene(await openStore())

  test('an admin invites somebody, who joins with the link that the page shows once', async () => {
    const grace = await firstAdmin('Inviting on the page')
    const fields = { email: ' ada@example.com ', role: 'member', key: 'one' }
    const { invited } = queryOf(await grace.post(submitInvite, path, { fields }))
    const open = await listOf(grace, 'invitations')
    expect(open).toEqual([
      expect.objectContaining({ id: invited, email: 'ada@example.com', role: 'member' }),
    ])
    const link = await shownSecret(dashboard, grace, newInvitation)
    expect(grace.cookieHeader()).not.toContain(link)
    expect(await openBrowser().enter(link, 'Ada')).toBe('/integrations')
    expect(await listOf(grace, 'people')).toContainEqual(
      expect.objectContaining({ name: 'Ada', role: 'member', email: 'ada@example.com' }),
    )
  })

  test('two presses of the button create one invitation, and another form creates another', async () => {
    const grace = await firstAdmin('Pressing twice')
    const press = (key: string) =>
      grace.post(submitInvite, path, { fields: { email: '', role: 'admin', key } })
    const [first, second] = await Promise.all([press('same'), press('same')])
    expect(queryOf(first)).toEqual(queryOf(second))
    expect(await listOf(grace, 'invitations')).toHaveLength(1)
    await press('other')
    expect(await listOf(grace, 'invitations')).toHaveLength(2)
  })

  test.each([
    ['no e-mail address', 'ada', 'member'],
    ['two addresses', 'ada@example.com, alan@example.com', 'member'],
    ['no role', 'ada@example.com', ''],
    ['an unknown role', 'ada@example.com', 'owner'],
  ])(
    'an invitation with %s leads back to the form with what was typed',
    async (why, email, role) => {
      const grace = await firstAdmin(`Mistyping: ${why}`)
      const answer = await grace.post(submitInvite, path, { fields: { email, role } })
      expect(queryOf(answer)).toEqual({ error: 'invite_invalid', email, role })
      expect(await listOf(grace, 'invitations')).toEqual([])
    },
  )

  test('an invitation that is withdrawn twice is no longer open the second time', async () => {
    const grace = await firstAdmin('Withdrawing on the page')
    await grace.post(submitInvite, path, { fields: { email: '', role: 'member' } })
    const [{ id }] = await listOf(grace, 'invitations')
    const params = { id }
    const withdraw = () => grace.post(submitWithdraw, path, { params })
    expect(queryOf(await withdraw())).toEqual({ withdrawn: '1' })
    expect(queryOf(await withdraw())).toEqual({ error: 'withdraw_gone' })
    const link = await shownSecret(dashboard, grace, newInvitation)
    expect(await openBrowser().enterWithoutPasskey(link)).toContain('error=link_used')
  })
})
