import { expect, test } from 'vitest'
import { unsubscribeToken } from '@/lib/platform/breaks/unsubscribe-token'
import { createKeyring } from '@/lib/storage/keyring'
import { type BreakScene, breakScene } from '@/tests/support/break-scene'
import { newKeys } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const hour = 60 * 60_000

/** Lets an integration break unseen, and returns the path in the header of the mail about it. */
async function unsubscribePath({ breakOne, pass, mailServer }: BreakScene): Promise<string> {
  await breakOne('Acme')
  await pass(hour + 60_000)
  const header = mailServer.received.at(-1)?.headers.find(({ key }) => key === 'list-unsubscribe')
  const link = /^<http:\/\/localhost:3000(\/unsubscribe\/[^>]+)>$/.exec(header?.value ?? '')?.[1]
  if (link === undefined) throw new Error('the mail has no link to unsubscribe')
  return link
}

const form = (body: string, type = 'application/x-www-form-urlencoded') => ({
  headers: { 'content-type': type },
  body,
})

describeOnBothStores('unsubscribing', async (openStore) => {
  const storage = await openStore()

  test('takes a press of the button, never a visit, and can be taken back', async () => {
    const scene = await breakScene(storage, 'one by one')
    const { server, addPerson, breakOne, pass, subjects, mailServer } = scene
    await addPerson({ name: 'Ada', email: 'ada@people.example' })
    await addPerson({ name: 'Ben', email: 'ben@people.example' })
    const path = await unsubscribePath(scene)
    expect(subjects()).toHaveLength(2)
    const [recipient = ''] = mailServer.received.at(-1)?.recipients ?? []
    const page = (method: string, init?: RequestInit) => server.anonymous(method, path, init)

    for (const method of ['GET', 'HEAD', 'GET']) expect((await page(method)).status).toBe(200)
    const asked = await (await page('GET')).text()
    expect(asked).toContain('Unsubscribe from these mails?')
    expect(asked).toContain('one by one')
    await breakOne('Second')
    await pass(hour + 60_000)
    expect(subjects()).toHaveLength(4)

    const done = await page('POST', form('choice=unsubscribe'))
    expect(done.status).toBe(200)
    expect(done.headers.get('set-cookie')).toBeNull()
    expect(await done.text()).toContain('You are unsubscribed')
    expect(await (await page('GET')).text()).toContain('Subscribe again')
    await breakOne('Third')
    await pass(hour + 60_000)
    expect(subjects()).toHaveLength(5)
    expect(mailServer.received.at(-1)?.recipients).not.toEqual([recipient])

    expect(await (await page('POST', form('choice=subscribe'))).text()).toContain('again')
    await breakOne('Fourth')
    await pass(hour + 60_000)
    expect(subjects()).toHaveLength(7)
    const activity = await (await scene.live.get('/v1/activity')).json()
    const types = activity.map(({ type }: { type: string }) => type)
    expect(types).toEqual(expect.arrayContaining(['mail.unsubscribed', 'mail.subscribed']))
  })

  test('stops a mail that still waits for the mail server, as removing the person does', async () => {
    const scene = await breakScene(storage, 'waiting')
    const { server, addPerson, breakOne, pass, mailServer, rows, live } = scene
    const names = ['ada', 'ben', 'cid']
    const ids = new Map<string, string>()
    for (const name of names) {
      const email = `${name}@people.example`
      ids.set(email, (await addPerson({ name, email })).id)
    }
    const path = await unsubscribePath(scene)
    const [unsubscribed, removed, kept] = mailServer.received
      .toReversed()
      .flatMap(({ recipients }) => recipients)
    mailServer.treat({ status: 451, at: 'recipient' })
    await breakOne('Second')
    await pass(hour + 60_000)
    await server.anonymous('POST', path, form('choice=unsubscribe'))
    expect((await live.delete(`/v1/people/${ids.get(removed ?? '')}`)).status).toBe(204)
    mailServer.treat('accept')
    await pass(hour)
    const outcomes = (await rows()).slice(3).map(({ outcome }) => outcome ?? '')
    expect(outcomes.sort()).toEqual(['cancelled', 'cancelled', 'sent'])
    expect(mailServer.received.slice(3).flatMap(({ recipients }) => recipients)).toEqual([kept])
    expect(kept).not.toBe(unsubscribed)
  })

  test('works with the button of a mail program, as RFC 8058 says', async () => {
    const scene = await breakScene(storage, 'one click')
    const { server, addPerson, mailServer } = scene
    const { id } = await addPerson({ name: 'Ada', email: 'ada@people.example' })
    const offAt = async () =>
      storage.db
        .selectFrom('memberships')
        .select('break_mails_off_at as at')
        .where('person_id', '=', id)
        .executeTakeFirst()
    const path = await unsubscribePath(scene)
    const post = mailServer.received[0]?.headers.find(({ key }) => key === 'list-unsubscribe-post')
    expect(post?.value).toBe('List-Unsubscribe=One-Click')
    const multipart = new FormData()
    multipart.set('List-Unsubscribe', 'One-Click')
    for (const init of [
      form('List-Unsubscribe=One-Click'),
      { body: multipart },
      form('x'.repeat(20_000)),
      {},
    ]) {
      await server.anonymous('POST', path, form('choice=subscribe'))
      expect(await offAt()).toEqual({ at: null })
      expect((await server.anonymous('POST', path, init)).status).toBe(200)
      expect(await offAt()).toEqual({ at: expect.any(Number) })
    }
  })

  test('needs a link that nobody can guess, and is for one person and one account', async () => {
    const scene = await breakScene(storage, 'guessed')
    const { server, addPerson, live } = scene
    const ada = await addPerson({ name: 'Ada', email: 'ada@people.example' })
    const ben = await addPerson({ name: 'Ben' })
    const path = await unsubscribePath(scene)
    const foreign = createKeyring(newKeys())
    const member = { personId: ada.id, accountId: live.accountId }
    const bad = [
      path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A'),
      path.replace(ada.id, ben.id),
      path.replace(live.accountId, 'acct_other'),
      `${path}/more`,
      `/unsubscribe/${unsubscribeToken(foreign, member)}`,
      '/unsubscribe',
      '/unsubscribe/%00',
    ]
    for (const each of bad) {
      for (const method of ['GET', 'POST'])
        expect((await server.anonymous(method, each)).status, each).toBe(404)
    }
    expect((await server.anonymous('DELETE', path)).status).toBe(405)
    await storage.db.deleteFrom('memberships').where('person_id', '=', ada.id).execute()
    expect((await server.anonymous('GET', path)).status).toBe(404)
    const rows = await storage.db
      .selectFrom('memberships')
      .select('break_mails_off_at')
      .where('account_id', '=', live.accountId)
      .execute()
    expect(rows).toEqual([{ break_mails_off_at: null }])
  })
})
