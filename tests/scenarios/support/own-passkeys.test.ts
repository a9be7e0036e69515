import { expect, test } from 'vitest'
import { z } from 'zod'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import {
  beginAddStaffPasskey,
  submitAddStaffPasskey,
  submitRemoveStaffPasskey,
} from '@/lib/dashboard/support/staff-passkey-forms'
import { createAuthenticator } from '@/tests/support/authenticator'
import { appUrl } from '@/tests/support/dashboard'
import { queryOfPage } from '@/tests/support/people-page'
import type { PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import { openSupportScene } from '@/tests/support/support-scene'

const path = '/support/passkeys'
const ceremonySchema = z.object({
  options: z.looseObject({ challenge: z.string() }),
  state: z.string(),
})

describeOnBothStores('the own passkeys of support staff', async (openStore) => {
  const { server, operator, openBrowser, firstAdmin, addStaff, staffId } = openSupportScene(
    await openStore(),
  )

  const begin = (browser: PersonalBrowser, body: object) =>
    browser.send(beginAddStaffPasskey, `${path}/begin`, {
      method: 'POST',
      headers: { origin: appUrl, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  async function add(
    browser: PersonalBrowser,
    staff: string,
    authenticator = createAuthenticator(appUrl),
  ) {
    const begun = await begin(browser, { name: 'Phone', person: staff })
    const { options, state } = ceremonySchema.parse(await begun.json())
    const fields = { staff, name: 'Phone', state, response: authenticator.create(options) }
    return queryOfPage(
      await browser.post(submitAddStaffPasskey, `${path}/submit`, { fields }),
      path,
    )
  }

  const remove = async (browser: PersonalBrowser, staff: string, id: string) =>
    queryOfPage(
      await browser.post(submitRemoveStaffPasskey, `${path}/${id}/remove/submit`, {
        params: { id },
        fields: { staff },
      }),
      path,
    )
  const listOf = (personId: string) =>
    server.platform.people.passkeys.list({
      personId,
      onlyAccountId: null,
      wayMadeAt: 0,
      account: null,
    })

  test('they add one of another device, remove the first, and sign in with the second', async () => {
    const ada = await addStaff('ada@miteos.test', 'Ada')
    const id = await staffId('ada@miteos.test')
    const [first] = await listOf(id)
    expect(await remove(ada, id, first?.id ?? '')).toEqual({ error: 'last' })
    const phone = createAuthenticator(appUrl)
    expect(await add(ada, id, phone)).toEqual({ added: '1' })
    expect((await listOf(id)).map(({ name }) => name)).toEqual([
      'Passkey of support staff',
      'Phone',
    ])
    expect(await remove(ada, id, first?.id ?? '')).toEqual({ removed: '1' })
    await ada.post(signOut, '/sign-out', {})
    expect(await ada.signIn()).toContain('error=passkey_refused')
    expect(await openBrowser(phone).signIn()).toBe('/support')
  })

  test('nobody else adds or removes one, and nobody who is staff no more', async () => {
    const grace = await firstAdmin('A customer')
    const eve = await addStaff('eve@miteos.test', 'Eve')
    const bob = await addStaff('bob@miteos.test', 'Bob')
    const [eveId, bobId] = [await staffId('eve@miteos.test'), await staffId('bob@miteos.test')]
    expect((await begin(grace, { name: 'Phone' })).status).toBe(401)
    expect((await begin(eve, { name: 'Phone', person: bobId })).status).toBe(409)
    const [ofBob] = await listOf(bobId)
    await add(eve, eveId)
    expect(await remove(eve, eveId, ofBob?.id ?? '')).toEqual({ removed: '1' })
    expect(await listOf(bobId)).toHaveLength(1)
    await operator.remove(bobId)
    expect((await begin(bob, { name: 'Phone', person: bobId })).status).toBe(401)
  })

  test('end with their sessions when the operator makes another link, unless the operator keeps them', async () => {
    const eve = await addStaff('eve@miteos.test', 'Eve')
    const id = await staffId('eve@miteos.test')
    await operator.add('eve@miteos.test', { endPasskeys: false })
    expect(await listOf(id)).toHaveLength(1)
    expect((await begin(eve, { name: 'Phone', person: id })).status).toBe(200)
    await operator.add('eve@miteos.test')
    expect(await listOf(id)).toEqual([])
    expect((await begin(eve, { name: 'Phone', person: id })).status).toBe(401)
    expect(await eve.signIn()).toContain('error=passkey_refused')
  })
})
