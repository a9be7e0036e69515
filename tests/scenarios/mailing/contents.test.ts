import { expect, test } from 'vitest'
import { rotateVault } from '@/lib/platform/grants/vault/vault-rotation'
import { reconnectLinkMail } from '@/lib/platform/mail/texts/reconnect-link'
import { writeHtml } from '@/lib/platform/mail/write-html'
import { writeText } from '@/lib/platform/mail/write-text'
import { createKeyring } from '@/lib/storage/keyring'
import { breakScene } from '@/tests/support/break-scene'
import { Canaries, readTables } from '@/tests/support/canaries'
import { mailScene, mailSettings } from '@/tests/support/mail-scene'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

/** Names as people and vendors may choose them, to become something else in a mail. */
const evil = `Eve\r\nBcc: victim@people.example\r\n\r\n<img src=x onerror=alert(1)>"><script>\u202egnp.exe\u2066${'x'.repeat(300)}`

function headerNames(source: string): string[] {
  const head = source.slice(0, source.indexOf('\r\n\r\n'))
  return [...head.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name)
}

describeOnBothStores('what a mail contains', async (openStore) => {
  const storage = await openStore()

  test('is text and HTML that say the same, with what a machine has to know', async () => {
    const { mailServer, invite, pass, settled } = await mailScene(storage, 'Acme')
    const { link } = await invite('ada@people.example')
    await pass(0)
    await settled()
    const [mail] = mailServer.received
    expect(mail).toMatchObject({
      subject: 'You are invited to Acme on Miteos Integrations',
      from: { name: 'Miteos', address: 'miteos@mail.example' },
      to: [{ name: '', address: 'ada@people.example' }],
      attachments: [],
    })
    for (const part of [mail?.text, mail?.html]) {
      expect(part).toContain(link)
      expect(part).toContain('If you did not expect this, ignore it.')
      expect(part).toContain('Member: ')
    }
    expect(mail?.html).not.toMatch(/<img|src=|url\(|@import|@font-face|<script|<form/)
    const names = headerNames(mail?.source ?? '')
    expect(names).toContain('Auto-Submitted')
    expect(names).not.toContain('List-Unsubscribe')
    const hosts = [...(mail?.source ?? '').matchAll(/https?:\/\/([^/\s"<>=]+)/g)]
    expect(new Set(hosts.map(([, host]) => host))).toEqual(new Set(['localhost:3000']))
  })

  test('is not changed by names of people and vendors that try to', async () => {
    const scene = await breakScene(storage, 'evil')
    const { mailServer, live, addPerson, breakOne, pass } = scene
    const rename = { name: evil }
    await storage.db.updateTable('accounts').set(rename).where('id', '=', live.accountId).execute()
    await addPerson({ name: evil, email: 'ada@people.example' })
    await breakOne(evil)
    await breakOne('שלום')
    await pass(61 * 60_000)
    const [mail] = mailServer.received
    expect(mail?.recipients).toEqual(['ada@people.example'])
    expect(headerNames(mail?.source ?? '').sort()).toEqual(
      [
        'Auto-Submitted',
        'Content-Type',
        'Date',
        'From',
        'List-Unsubscribe',
        'List-Unsubscribe-Post',
        'MIME-Version',
        'Message-ID',
        'Subject',
        'To',
      ].sort(),
    )
    expect(mail?.html).toContain('&lt;img src=x')
    expect(mail?.html).not.toContain('<img')
    expect(mail?.html).toContain('<bdi><strong>שלום</strong></bdi>')
    for (const part of [mail?.subject, mail?.text, mail?.html]) {
      expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
      expect(part).not.toContain('x'.repeat(101))
    }
  })

  test.each([
    'ada@people.example\r\nBcc: victim@people.example',
    'ada@people.example, victim@people.example',
    'Ada <ada@people.example>',
    'ada@people.example>',
    '"a b"@people.example',
  ])('goes to one address: %j is refused', async (email) => {
    const { client, rows } = await mailScene(storage, `address ${email.length}`)
    const response = await client.post('/v1/invitations', { role: 'member', email })
    expect(response.status).toBe(422)
    expect(await rows()).toEqual([])
  })

  test('stands in no table and in no log line, while it waits and after it was sent', async () => {
    const canaries = new Canaries()
    const scene = await mailScene(storage, 'secret', {
      credentials: { user: 'canary_user_of_smtp', pass: 'canary_password_of_smtp' },
    })
    const { mailServer, server, invite, pass, settled } = scene
    canaries.plant('password', 'canary_password_of_smtp')
    const find = async () => {
      const places = { ...(await readTables(storage)), log: server.logged() }
      return Object.entries(places).flatMap(([place, text]) => canaries.foundIn(place, text))
    }
    const waiting = await invite('ada@people.example')
    canaries.plant('link', new URL(waiting.link).searchParams.get('link') ?? undefined)
    expect(await find()).toEqual([])
    await pass(0)
    await settled()
    expect(await find()).toEqual([])
    // The server offers no AUTH, so nothing was sent with our password.
    expect(mailServer.received).toEqual([])
    const living = scene.otherServer({})
    living.advance(60 * 60_000)
    await living.platform.runBackground()
    await expect.poll(() => mailServer.received.length).toBe(1)
    expect(canaries.foundIn('mail', mailServer.received[0]?.text ?? '')).toHaveLength(1)
    expect(await find()).toEqual([])
    const dump = await readTables(storage)
    expect(dump['table mails']).not.toContain('ada@people.example')
  })

  test('is sealed again when the keys of the vault change', async () => {
    const [old, fresh] = [newKeys('old'), newKeys('fresh')]
    const own = await openStore()
    const before = platformOn(own, { keys: old, settings: { mail: mailSettings({ port: 1 }) } })
    const client = await before.client()
    await client.post('/v1/invitations', { role: 'member', email: 'ada@people.example' })
    await before.platform.close(1000)
    const result = await rotateVault(own, createKeyring(`${fresh},${old}`))
    expect(result).toMatchObject({ resealed: 1, unreadable: 0 })
    const { content } = await own.db.selectFrom('mails').select('content').executeTakeFirstOrThrow()
    expect(content).toMatch(/^v1\.fresh\./)
  })
})

test('the mail with a reconnect link says who asks, what for, and until when', () => {
  const link = 'https://platform.example/reconnect?link=x'
  const asked = {
    link,
    serviceName: 'Google Ads',
    externalName: 'ads@acme.example',
    expiresAt: Date.UTC(2026, 10, 2, 15, 4),
    askedBy: 'Grace Hopper',
    accountName: 'Acme',
  }
  const mail = reconnectLinkMail(asked)
  expect(writeText(reconnectLinkMail({ ...asked, askedBy: null }))).toContain(
    'The Miteos account Acme asks you to connect Google Ads again',
  )
  for (const part of [writeText(mail), writeHtml(mail)]) {
    expect(part).toContain(link)
    for (const words of ['Google Ads', 'ads@acme.example', 'Grace Hopper', 'Acme'])
      expect(part).toContain(words)
    expect(part).toContain('Monday, 2 November 2026, 15:04 UTC')
  }
})
