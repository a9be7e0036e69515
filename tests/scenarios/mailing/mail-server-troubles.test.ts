import { expect, test } from 'vitest'
import { mailScene } from '@/tests/support/mail-scene'
import { startMailServer } from '@/tests/support/mail-server'
import { selfSigned } from '@/tests/support/self-signed'
import { describeOnBothStores } from '@/tests/support/stores'

const minute = 60_000
const day = 24 * 60 * minute

describeOnBothStores('a mail', async (openStore) => {
  const storage = await openStore()

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
    const scene = await mailScene(storage, 'dead', { port: 1 })
    const { mailServer, server, otherServer, invite, rows, pass, settled, client } = scene
    await invite('ada@people.example')
    await invite('ben@people.example')
    for (const pause of [0, 2 * minute, 6 * minute]) {
      await pass(pause)
      await settled()
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
    // The mails of the other tests would have their turn first.
    const own = await openStore()
    const secured = await startMailServer({ ...selfSigned('localhost') })
    const implicit = await startMailServer({ ...selfSigned('localhost'), secure: true })
    const plain = await startMailServer()
    for (const [encryption, { port }] of [
      ['starttls', secured],
      ['tls', implicit],
      ['starttls', plain],
    ] as const) {
      const name = `tls ${encryption} ${port}`
      const { server, invite, rows, pass } = await mailScene(own, name, {
        host: 'localhost',
        port,
        encryption,
        credentials: { user: 'miteos', pass: 'canary_password_of_smtp' },
      })
      await invite('ada@people.example')
      await pass(0)
      await expect.poll(() => server.logged(), { timeout: 45_000 }).toContain('not_secure')
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
})
