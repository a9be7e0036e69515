import { expect, test } from 'vitest'
import { listAccountsWithBreaks } from '@/lib/platform/breaks/undecided-breaks'
import { breakScene } from '@/tests/support/break-scene'
import { githubNotFound } from '@/tests/support/fake-github'
import { githubCalls, liveScene } from '@/tests/support/live-scene'
import { mailSettings } from '@/tests/support/mail-scene'
import { startMailServer } from '@/tests/support/mail-server'
import { platformOn } from '@/tests/support/platform'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const minute = 60_000
const hour = 60 * minute

describeOnBothStores('a break that nobody has seen', async (openStore) => {
  const storage = await openStore()

  test('is mailed to the admins with an address after an hour, and never again', async () => {
    const scene = await breakScene(storage, 'unseen')
    const { mailServer, addPerson, breakOne, pass, subjects } = scene
    await addPerson({ name: 'Ada', email: 'ada@people.example' })
    await addPerson({ name: 'Ben', email: 'ben@people.example' })
    await addPerson({ name: 'Cid', email: 'cid@people.example', role: 'member' })
    await addPerson({ name: 'Dora' })
    const id = await breakOne('Acme HQ')
    await pass(58 * minute)
    expect(subjects()).toEqual([])
    await pass(3 * minute)
    const subject = 'Slack (Acme HQ) stopped working in unseen'
    expect(subjects()).toEqual([subject, subject])
    expect(mailServer.received.flatMap(({ recipients }) => recipients).sort()).toEqual([
      'ada@people.example',
      'ben@people.example',
    ])
    const [{ text = '', html = '' } = {}] = mailServer.received
    for (const part of [text, html]) {
      expect(part).toContain(`http://localhost:3000/integrations/${id}`)
      expect(part).toContain('Access was revoked at Slack.')
      expect(part).toMatch(/\w+day, \d+ \w+ 20\d\d, \d\d:\d\d UTC/)
    }
    for (let day = 0; day < 3; day++) await pass(12 * hour)
    expect(subjects()).toHaveLength(2)
  })

  test('is one mail with the others that broke meanwhile, by either of two servers', async () => {
    const scene = await breakScene(storage, 'several')
    const { addPerson, breakOne, pass, subjects, otherServer, mailServer } = scene
    await addPerson({ name: 'Ada', email: 'ada@people.example' })
    const other = otherServer()
    const first = await breakOne('One')
    await pass(40 * minute)
    const second = await breakOne('Two', { service: 'github' })
    other.advance(61 * minute)
    await Promise.all([pass(21 * minute), other.platform.runBackground()])
    await expect.poll(subjects).toEqual(['2 integrations stopped working in several'])
    for (const id of [first, second]) expect(mailServer.received[0]?.text).toContain(id)
    await pass(2 * hour)
    expect(subjects()).toHaveLength(1)
    await breakOne('Three')
    await pass(61 * minute)
    expect(subjects()[1]).toBe('Slack (Three) stopped working in several')
  })

  test('gets no mail when somebody of the account saw it, when it was repaired, and in the sandbox', async () => {
    const scene = await breakScene(storage, 'seen')
    const { addPerson, breakOne, repair, pass, subjects } = scene
    const ada = await addPerson({ name: 'Ada', email: 'ada@people.example' })
    const cid = await addPerson({ name: 'Cid', role: 'member' })
    await ada.visit()
    await pass(minute)
    await breakOne('Seen')
    await breakOne('Sandbox', { environment: 'test' })
    const repaired = await breakOne('Repaired')
    await pass(20 * minute)
    await cid.visit()
    await repair(repaired)
    await pass(2 * hour)
    expect(subjects()).toEqual([])

    await breakOne('Later')
    await pass(20 * minute)
    await ada.visit('test')
    await pass(41 * minute)
    expect(subjects()).toEqual(['Slack (Later) stopped working in seen'])
  })

  test('that was repaired and broke again is a new one', async () => {
    const { addPerson, breakOne, repair, pass, subjects } = await breakScene(storage, 'again')
    await addPerson({ name: 'Ada', email: 'ada@people.example' })
    const id = await breakOne('Flaky')
    await pass(61 * minute)
    await repair(id)
    await pass(minute)
    await storage.db
      .updateTable('integrations')
      .set({ status: 'error', broken_at: Date.now() + 63 * minute })
      .where('id', '=', id)
      .execute()
    await pass(3 * hour)
    expect(subjects()).toHaveLength(2)
  })

  test('from before mails were sent, or of another account, is not mailed', async () => {
    const { addPerson, breakOne, pass, subjects, server } = await breakScene(storage, 'old')
    await breakOne('Old')
    server.advance(30 * hour)
    await addPerson({ name: 'Ada', email: 'ada@people.example' })
    await pass(0)
    const other = await breakScene(storage, 'other account')
    await other.breakOne('Foreign')
    await other.pass(61 * minute)
    expect([...subjects(), ...other.subjects()]).toEqual([])
  })

  test('is found by an index, however many breaks are decided', async () => {
    const { breakOne, live } = await breakScene(storage, 'many')
    for (let index = 0; index < 300; index++) await breakOne(`${index}`)
    await storage.db
      .updateTable('integrations')
      .set(({ ref }) => ({ break_decided: ref('broken_at') }))
      .where('account_id', '=', live.accountId)
      .execute()
    const until = Date.now() + minute
    const [plan] = await plansOf(storage, (db) => listAccountsWithBreaks(db, { after: 1, until }))
    expect(plan).toMatch(/integrations_undecided_breaks/)
  })
})

describeOnBothStores('an integration whose provider says that the grant has ended', (openStore) => {
  test('leads to a mail by the same way as every break', async () => {
    const storage = await openStore()
    const { github, client, check } = await liveScene(storage)
    const integration = await client.connect('github')
    github.setAnswer(githubCalls.check, githubNotFound)
    await check(integration)
    const mailServer = await startMailServer()
    const server = platformOn(storage, { settings: { mail: mailSettings(mailServer) } })
    await storage.db
      .insertInto('people')
      .values({ id: 'per_a', name: 'Ada', created_at: 1 })
      .execute()
    await storage.db
      .insertInto('memberships')
      .values({
        person_id: 'per_a',
        account_id: client.accountId,
        role: 'admin',
        joined_at: 1,
        environment: 'live',
        email: 'ada@people.example',
        let_in_by: '[]',
      })
      .execute()
    server.advance(61 * minute)
    await server.platform.runBackground()
    await server.platform.runBackground()
    await expect.poll(() => mailServer.received.length).toBe(1)
    expect(mailServer.received[0]?.text).toContain(integration.id)
    await server.platform.close(5000)
    await mailServer.close()
  })
})
