import { expect, test } from 'vitest'
import { mailScene } from '@/tests/support/mail-scene'
import { startMailServer } from '@/tests/support/mail-server'
import { selfSigned } from '@/tests/support/self-signed'
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

  test('that the server defers is sent later, after growing pauses, with the same Message-ID', async () => {
    const scene = await mailScene(storage, 'deferred')
    const { mailServer, invite, rows, pass, settled, server } = scene
    mailServer.treat({ status: 451, at: 'recipient' })
    const { id } = await invite('ada@people.example')
    await pass(0)
    await settled()
    await pass(30_000)
    expect(mailServer.connections()).toBe(1)
    mailServer.treat({ status: 452, at: 'data' })
    await pass(minute)
    await settled()
    expect(await rows()).toMatchObject([{ attempts: 2, outcome: null }])
    mailServer.treat('accept')
    await pass(2 * minute)
    expect(mailServer.connections()).toBe(2)
    await pass(4 * minute)
    await expect.poll(rows).toMatchObject([{ attempts: 4, outcome: 'sent' }])
    expect(mailServer.received).toHaveLength(1)
    expect(server.logged()).not.toContain('operator alarm')
    expect(server.logged()).not.toContain(id.replace('inv_', 'link='))
  })

  test('that the server refuses is given up at once, and the admins see it', async () => {
    const { mailServer, client, invite, rows, pass } = await mailScene(storage, 'refused')
    for (const at of ['recipient', 'data'] as const) {
      mailServer.treat({ status: 550, at })
      await invite(`${at}@people.example`)
      await pass(0)
      await expect
        .poll(async () => (await rows()).at(-1))
        .toMatchObject({ outcome: 'refused', content: null })
    }
    const listed = await (await client.get('/v1/invitations')).json()
    expect(listed.map(({ mail }: { mail: string }) => mail)).toEqual(['failed', 'failed'])
    const activity = await (await client.get('/v1/activity?type=mail.deliver')).json()
    expect(activity).toMatchObject([
      {
        reason: 'refused',
        actor: { name: 'delivery of mail' },
        target: { id: listed[1].id, name: 'data@people.example' },
      },
      { reason: 'refused', target: { id: listed[0].id } },
    ])
  })

  test('to a server that is dead or refuses us waits, with one alarm, until it works again', async () => {
    const { mailServer, server, otherServer, invite, rows, pass, client } = await mailScene(
      storage,
      'dead',
      { port: 1 },
    )
    await invite('ada@people.example')
    await invite('ben@people.example')
    for (const pause of [0, 2 * minute, 6 * minute]) {
      await pass(pause)
      await expect.poll(async () => (await rows()).every(({ attempts }) => attempts > 0)).toBe(true)
    }
    const alarms = server.logged().match(/operator alarm: the mail server cannot be used/g)
    expect(alarms).toHaveLength(1)
    const listed = await (await client.get('/v1/invitations')).json()
    expect(listed.map(({ mail }: { mail: string }) => mail)).toEqual(['queued', 'queued'])

    mailServer.treat({ status: 553, at: 'sender' })
    const living = otherServer({})
    living.advance(day)
    await living.platform.runBackground()
    await expect.poll(() => living.logged()).toContain('sender_refused')
    mailServer.treat('accept')
    living.advance(day)
    await living.platform.runBackground()
    await expect.poll(rows).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }])
  })

  test('is given up when the server takes it never, before its link expires', async () => {
    const scene = await mailScene(storage, 'never', { port: 1 })
    const { client, server, otherServer, invite, rows, pass, settled } = scene
    await invite('ada@people.example')
    for (let hours = 0; hours < 100; hours += 2) {
      await pass(2 * 60 * minute)
      await settled()
    }
    expect(await rows()).toMatchObject([{ outcome: 'unreachable', content: null }])
    const activity = await (await client.get('/v1/activity?type=mail.deliver')).json()
    expect(activity).toMatchObject([{ reason: 'unreachable' }])

    await server.platform.close(1000)
    await invite('ben@people.example')
    const later = otherServer({})
    later.advance(12 * day)
    await later.platform.runBackground()
    await expect
      .poll(async () => (await rows()).map(({ outcome }) => outcome))
      .toEqual(['unreachable', 'expired'])
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

  test('that hangs in the server delays neither requests nor other work', async () => {
    const { mailServer, client, invite, pass, server } = await mailScene(storage, 'hanging')
    mailServer.treat('hang')
    for (let index = 0; index < 6; index++) await invite(`p${index}@people.example`)
    const startedAt = Date.now()
    await pass(0)
    await expect.poll(() => mailServer.connections()).toBe(2)
    expect((await client.get('/v1/integrations')).status).toBe(200)
    expect((await client.connect('slack')).status).toBe('connected')
    await server.platform.runBackground()
    expect(Date.now() - startedAt).toBeLessThan(8000)
    expect(mailServer.connections()).toBe(2)
  })

  test('is sent over TLS only to a server with a good certificate', async () => {
    const secured = await startMailServer({ ...selfSigned('127.0.0.1') })
    const implicit = await startMailServer({ ...selfSigned('127.0.0.1'), secure: true })
    const plain = await startMailServer()
    for (const [encryption, { port }] of [
      ['starttls', secured],
      ['tls', implicit],
      ['starttls', plain],
    ] as const) {
      const name = `tls ${encryption} ${port}`
      const { server, invite, rows, pass } = await mailScene(storage, name, {
        port,
        encryption,
        credentials: { user: 'miteos', pass: 'canary_password_of_smtp' },
      })
      await invite('ada@people.example')
      await pass(0)
      await expect.poll(() => server.logged()).toContain('not_secure')
      expect(await rows()).toMatchObject([{ outcome: null }])
      expect(server.logged()).not.toContain('canary_password_of_smtp')
    }
    for (const one of [secured, implicit, plain]) {
      expect(one.received).toEqual([])
      await one.close()
    }
  })

  test('is sent after signing in, and a refused password is an alarm without the password', async () => {
    const signedInWith: string[] = []
    const withAccounts = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, callback) {
        signedInWith.push(`${username} ${password}`)
        if (password === 'good_password') return callback(null, { user: username })
        callback(new Error(`who sends ${password}?`))
      },
    })
    const settings = (pass: string) => ({
      port: withAccounts.port,
      credentials: { user: 'miteos', pass },
    })
    const bad = await mailScene(storage, 'bad password', settings('wrong_canary_password'))
    await bad.invite('ada@people.example')
    await bad.pass(0)
    await expect.poll(() => bad.server.logged()).toContain('sign_in_refused')
    expect(bad.server.logged()).not.toContain('wrong_canary_password')
    expect(await bad.rows()).toMatchObject([{ outcome: null }])
    const good = bad.otherServer(settings('good_password'))
    good.advance(day)
    await good.platform.runBackground()
    await expect.poll(bad.rows).toMatchObject([{ outcome: 'sent' }])
    expect(signedInWith.at(-1)).toBe('miteos good_password')
    await withAccounts.close()
  })

  test('is not sent for an invitation above the limit of a day, and the invitation says so', async () => {
    const { client, invite, rows, mailServer, pass } = await mailScene(storage, 'limited')
    for (let index = 0; index < 200; index++) {
      const { id } = await invite(`p${index}@people.example`)
      await client.delete(`/v1/invitations/${id}`)
    }
    expect(await invite('one-more@people.example')).toMatchObject({ mail: 'failed' })
    await pass(0)
    expect((await rows()).at(-1)).toMatchObject({ outcome: 'too_many', content: null })
    expect(mailServer.received).toEqual([])
    await pass(day)
    expect(await invite('tomorrow@people.example')).toMatchObject({ mail: 'queued' })
  })
})
