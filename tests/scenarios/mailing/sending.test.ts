import { expect, test } from 'vitest'
import { mailScene } from '@/tests/support/mail-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const minute = 60_000
const claimMs = 3 * minute
const day = 24 * 60 * minute

describeOnBothStores('a mail', async (openStore) => {
  const storage = await openStore()

  test('is sent once, however often two servers look for what is due', async () => {
    const { mailServer, server, otherServer, invite, rows } = await mailScene(storage, 'twice')
    const other = otherServer()
    const addresses = Array.from({ length: 12 }, (_, index) => `p${index}@people.example`)
    const looks = setInterval(() => {
      for (const { platform } of [server, other]) void platform.runBackground()
    }, 20)
    for (const address of addresses) await invite(address)
    await expect
      .poll(async () => (await rows()).map(({ outcome }) => outcome), { timeout: 20_000 })
      .toEqual(addresses.map(() => 'sent'))
    clearInterval(looks)
    await Promise.all([server, other].map(({ platform }) => platform.close(5000)))
    expect(mailServer.received.flatMap(({ recipients }) => recipients).sort()).toEqual(
      [...addresses].sort(),
    )
  })

  test('is stored with its invitation or not at all, and its text is deleted once it was sent', async () => {
    const { mailServer, server, client, invite, rows, pass } = await mailScene(storage, 'stored')
    const refused = await client.post('/v1/invitations', { role: 'owner', email: 'a@b.example' })
    expect(refused.status).toBe(422)
    expect(await rows()).toEqual([])
    const { mail } = await invite('ada@people.example')
    expect(mail).toBe('queued')
    const [queued] = await rows()
    expect(queued?.content).toMatch(/^v1\./)
    await pass(0)
    await expect.poll(rows).toMatchObject([{ outcome: 'sent', content: null }])
    expect(mailServer.received).toHaveLength(1)
    expect(server.logged()).not.toContain('ada@people.example')
  })

  test('that a killed server was sending is sent by another one, with the same Message-ID', async () => {
    const { mailServer, server, otherServer, invite, rows } = await mailScene(storage, 'killed')
    await invite('ada@people.example')
    await server.platform.close(1000)
    const survivor = otherServer()
    // As a process leaves it that is killed while it sends: claimed, and never recorded.
    const { id } = await storage.db
      .updateTable('mails')
      .set({ attempts: 1, next_at: Date.now() + claimMs })
      .where('outcome', 'is', null)
      .returning('id')
      .executeTakeFirstOrThrow()
    survivor.advance(claimMs - 5000)
    await survivor.platform.runBackground()
    expect(mailServer.received).toEqual([])
    survivor.advance(6000)
    await survivor.platform.runBackground()
    await expect.poll(rows).toMatchObject([{ outcome: 'sent' }])
    expect(mailServer.received.map(({ messageId }) => messageId)).toEqual([`<${id}@mail.example>`])
  })

  test('of an invitation that was withdrawn is not sent, and withdrawing wins over a try that fails', async () => {
    const scene = await mailScene(storage, 'withdrawn')
    const { mailServer, server, client, invite, rows, pass } = scene
    const { id } = await invite('ada@people.example')
    expect((await client.delete(`/v1/invitations/${id}`)).status).toBe(204)
    await pass(0)
    expect(await rows()).toMatchObject([{ outcome: 'cancelled', content: null }])
    mailServer.treat('hang')
    const hanging = await invite('ben@people.example')
    await pass(0)
    await expect.poll(() => mailServer.connections()).toBe(1)
    await client.delete(`/v1/invitations/${hanging.id}`)
    mailServer.treat('accept')
    const hasFailed = () => server.logged().includes('a mail was not sent')
    await expect.poll(hasFailed, { timeout: 20_000 }).toBe(true)
    await pass(day)
    expect((await rows()).map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled'])
    expect(mailServer.received).toEqual([])
  })

  test('is not sent for an invitation above the limit of a day, and the invitation says so', async () => {
    const { client, invite, rows, mailServer, pass } = await mailScene(storage, 'limited')
    const sent = Array.from({ length: 200 }, (_, index) => ({
      id: `mail_00sent${index}`,
      account_id: client.accountId,
      environment: 'test',
      kind: 'invitation',
      about: `inv_sent${index}`,
      created_at: Date.now(),
      ends_at: Date.now() + day,
      attempts: 1,
      outcome: 'sent',
    }))
    await storage.db.insertInto('mails').values(sent).execute()
    expect(await invite('one-more@people.example')).toMatchObject({ mail: 'failed' })
    await pass(0)
    expect((await rows()).at(-1)).toMatchObject({ outcome: 'too_many', content: null })
    expect(mailServer.received).toEqual([])
    await pass(day)
    expect(await invite('tomorrow@people.example')).toMatchObject({ mail: 'queued' })
  })
})
