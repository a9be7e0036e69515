import { expect, test } from 'vitest'
import { z } from 'zod'
import { findSignedInStaff } from '@/lib/dashboard/staff/signed-in-staff'
import { submitOpen } from '@/lib/dashboard/support/support-forms'
import { createStaff } from '@/lib/platform/access/staff/staff'
import { hashSecret } from '@/lib/storage/secret-hash'
import { describeOnBothStores } from '@/tests/support/stores'
import { openSupportScene } from '@/tests/support/support-scene'

describeOnBothStores('coming in as support staff', async (openStore) => {
  const { server, dashboard, operator, openBrowser, firstAdmin, addStaff, comeIn, staffId, join } =
    openSupportScene(await openStore())

  test('a link lets one person in, who signs in with the passkey from then on', async () => {
    const { secret } = await operator.add('Ada@Miteos.test')
    const ada = openBrowser()
    expect(await comeIn(ada, secret, 'Ada')).toBe('/support')
    expect(await operator.list()).toMatchObject([{ name: 'Ada', email: 'ada@miteos.test' }])
    expect(await comeIn(openBrowser(), secret, 'Eve')).toBe('409')
    const elsewhere = openBrowser(ada.authenticator)
    expect(await elsewhere.signIn()).toBe('/support')
    const signedIn = await findSignedInStaff(dashboard, elsewhere.cookieHeader())
    expect(signedIn?.member.name).toBe('Ada')
    expect((await elsewhere.api('GET', '/v1/account')).status).toBe(401)
  })

  test('of ten presses at once with one link one gets in', async () => {
    const { secret } = await operator.add('parallel@miteos.test')
    const browsers = Array.from({ length: 10 }, () => openBrowser())
    const answers = await Promise.all(browsers.map((browser) => comeIn(browser, secret, 'Ada')))
    expect(answers.filter((answer) => answer === '/support')).toHaveLength(1)
    const members = (await operator.list()).filter(({ email }) => email === 'parallel@miteos.test')
    expect(members).toHaveLength(1)
  })

  test('the answer of a passkey that came with a link that was replaced is used up', async () => {
    const { secret } = await operator.add('replaced@miteos.test')
    const browser = openBrowser()
    const { joining } = server.platform.staff
    const { browserSecret } = browser.authenticator
    const begun = await joining.beginPasskey(secret, 'Ada', browserSecret)
    const { challenge } = z.object({ challenge: z.string() }).parse(begun?.options)
    const response = browser.authenticator.create({ challenge })
    const answer = { response, state: begun?.state ?? '', browser: browserSecret }
    await operator.add('replaced@miteos.test')
    expect(await joining.enter(secret, 'Ada', answer)).toEqual({ outcome: 'replaced' })
    await server.storage.db
      .updateTable('staff_links')
      .set({ ended_at: null })
      .where('hash', '=', hashSecret(secret))
      .execute()
    expect(await joining.enter(secret, 'Ada', answer)).toEqual({ outcome: 'passkey_refused' })
  })

  test('a second link for an address ends the first, and lets the same person in again', async () => {
    const first = await operator.add('again@miteos.test')
    const second = await operator.add('again@miteos.test')
    expect(await comeIn(openBrowser(), first.secret, 'Ada')).toBe('409')
    expect(await dashboard.embedded?.staff.joining.find(first.secret)).toEqual({
      outcome: 'replaced',
    })
    await comeIn(openBrowser(), second.secret, 'Ada')
    const id = await staffId('again@miteos.test')
    const third = await operator.add('again@miteos.test')
    await comeIn(openBrowser(), third.secret, 'Somebody else')
    expect(await staffId('again@miteos.test')).toBe(id)
    expect(await dashboard.embedded?.staff.find(id)).toMatchObject({ name: 'Ada' })
  })

  test('a text that is no address gets no link', async () => {
    await expect(operator.add('ada')).rejects.toThrow('"ada" is not an e-mail address.')
  })

  test('nobody opens an account who is not support staff', async () => {
    const grace = await firstAdmin('Nobody')
    const { id } = await (await grace.api('GET', '/v1/account')).json()
    await addStaff('real@miteos.test', 'Real')
    const fields = {
      staff: await staffId('real@miteos.test'),
      reason: 'I am curious',
      environment: 'live',
    }
    const path = `/support/${id}/submit`
    const answer = await grace.post(submitOpen, path, { params: { account: id }, fields })
    expect(answer.headers.get('location')).toContain('/sign-in')
    grace.cookies.set('miteos-staff', 'a'.repeat(43))
    const forged = await grace.post(submitOpen, path, { params: { account: id }, fields })
    expect(forged.headers.get('location')).toContain('/sign-in')
  })

  test('a passkey that signs in for one account only signs nobody in as support staff', async () => {
    const grace = await firstAdmin('Limited')
    const ada = await addStaff('limited@miteos.test', 'Ada')
    const id = await staffId('limited@miteos.test')
    const { db } = server.storage
    await db
      .updateTable('passkeys')
      .set({ only_account_id: (await (await grace.api('GET', '/v1/account')).json()).id })
      .where('person_id', '=', id)
      .execute()
    expect(await openBrowser(ada.authenticator).signIn()).toContain('error=no_account')
  })

  test('the search finds accounts by name, person, address, integration and reference', async () => {
    const grace = await firstAdmin('Zürich 100 % Rail', 'Emmy Noether')
    await join(grace, 'member', 'Lise Meitner')
    const { id } = await (await grace.api('GET', '/v1/account')).json()
    const client = await server.client({ account: 'Zürich 100 % Rail', environment: 'test' })
    const integration = await client.connect('slack')
    const { search } = createStaff(
      { ...server, settings: {}, log: dashboard.log, now: Date.now },
      server.platform.people.ceremonies,
    )
    const [attempt] = await (await client.get('/v1/connect_attempts')).json()
    for (const text of [id, 'zürich', '100 % R', 'noether', 'LISE', integration.id, attempt?.id])
      expect((await search.find(text)).found.map((account) => account.id)).toEqual([id])
    for (const text of ['%', '_', '\\', "'", 'zurich', integration.id.slice(0, -1)])
      expect((await search.find(text)).found.map((account) => account.id)).toEqual(
        text === '%' ? [id] : [],
      )
  })
})
