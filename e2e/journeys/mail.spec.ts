import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { unsubscribeToken } from '@/lib/platform/breaks/unsubscribe-token'
import { createKeyring } from '@/lib/storage/keyring'
import { RunningServer } from '@/scripts/running-server'
import { startMailServer } from '@/tests/support/mail-server'
import { selfSigned } from '@/tests/support/self-signed'
import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { test, vaultKeysOf } from '../support/mail-server'
import { enter, firstLink, invite, openWithDevice } from '../support/people-server'

test('an invitation reaches its address by mail, and the link in the mail lets the person in', async ({
  browser,
  context,
  mailServer,
  server,
}) => {
  test.slow()
  const grace = await openWithDevice(context)
  await enter(grace, await firstLink(server), 'Grace Hopper')
  const shown = await invite(grace, 'member', 'ada@people.example')
  await expect(
    grace.getByText(/We (are sending|sent) this link to ada@people\.example/),
  ).toBeVisible()
  await expect.poll(() => mailServer.received.length).toBe(1)
  await grace.goto('/settings/people')
  const open = grace.getByRole('region', { name: 'Open invitations' })
  await expect(async () => {
    await grace.reload()
    await expect(open.getByText('Mail sent')).toBeVisible({ timeout: 1000 })
  }).toPass()

  const [mail] = mailServer.received
  expect(mail?.recipients).toEqual(['ada@people.example'])
  const link = /http:\S+\/sign-in\?link=[\w-]+/.exec(mail?.text ?? '')?.[0] ?? ''
  expect(link).toBe(shown)
  const ada = await openWithDevice(await browser.newContext({ baseURL: server.origin }))
  await enter(ada, link, 'Ada Lovelace')
  await grace.reload()
  await expect(grace.getByRole('button', { name: 'Remove Ada Lovelace' })).toBeVisible()
  expect(server.log).not.toContain(new URL(link).searchParams.get('link'))
  await ada.context().close()
})

test('a mail that the mail server refuses is told to the admin', async ({
  context,
  mailServer,
  server,
}) => {
  const grace = await openWithDevice(context)
  await enter(grace, await firstLink(server), 'Grace Hopper')
  mailServer.treat({ status: 550, at: 'recipient' })
  await invite(grace, 'member', `nobody@${'a-long-domain-name.'.repeat(4)}example`)
  await expect(async () => {
    await grace.goto('/settings/people')
    await expect(grace.getByText('The mail could not be delivered')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expectAccessible(grace)
  await expectFits(grace)
  await expectTouchable(grace)
  await grace.goto('/activity')
  await expect(grace.getByText(/could not deliver a mail to/)).toBeVisible()
})

test('somebody stops the mails of an account in the settings, and asks for them again without signing in', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const grace = await openWithDevice(context)
  await enter(grace, await firstLink(server), 'Grace Hopper')
  await grace.goto('/settings/notifications')
  await expect(grace.getByText('Miteos knows no e-mail address of yours')).toBeVisible()
  const link = await invite(grace, 'admin', 'ada@people.example')
  const elsewhere = await browser.newContext({ baseURL: server.origin })
  const ada = await openWithDevice(elsewhere)
  await enter(ada, link, 'Ada Lovelace')
  await ada.getByRole('link', { name: 'Settings', exact: true }).click()
  await ada.getByRole('link', { name: 'Notifications' }).click()
  await expect(ada.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible()
  await expect(ada.getByText('Mails go to ada@people.example')).toBeVisible()
  const box = ada.getByRole('checkbox', { name: /^An integration stopped working/ })
  await expect(box).toBeChecked()
  await box.press('Space')
  await ada.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(ada.getByText('Saved. You get no mails')).toBeVisible()
  await expect(box).not.toBeChecked()
  for (const check of [expectAccessible, expectFits, expectTouchable]) await check(ada)

  const read = async (path: string) => {
    const token = await server.createToken()
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(server.origin + path, { headers })).json()
  }
  const account = z.object({ id: z.string() }).parse(await read('/v1/account'))
  const people = z
    .array(z.object({ id: z.string(), name: z.string() }))
    .parse(await read('/v1/people'))
  const personId = people.find(({ name }) => name === 'Ada Lovelace')?.id ?? ''
  const keyring = createKeyring(await vaultKeysOf(server))
  const member = { personId, accountId: account.id }
  const stranger = await (await browser.newContext({ baseURL: server.origin })).newPage()
  await stranger.goto(`/unsubscribe/${unsubscribeToken(keyring, member)}`)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('You are unsubscribed')
  for (const check of [expectAccessible, expectFits, expectTouchable]) await check(stranger)
  await stranger.getByRole('button', { name: 'Subscribe again' }).press('Enter')
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('You get these mails again')
  for (const check of [expectAccessible, expectFits, expectTouchable]) await check(stranger)
  await ada.goto('/settings/notifications')
  await expect(box).toBeChecked()
  await stranger.reload()
  await stranger.getByRole('button', { name: 'Unsubscribe' }).click()
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('You are unsubscribed')
  await ada.reload()
  await expect(box).not.toBeChecked()
  await stranger.context().close()
  await elsewhere.close()
})

test('mails go over TLS to a mail server whose certificate is trusted, and to no other', async () => {
  const { key, cert } = selfSigned('localhost')
  const folder = await mkdtemp(join(tmpdir(), 'miteos-ca-'))
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, cert)
  const mailServer = await startMailServer({ key, cert })
  const env = {
    SMTP_URL: `smtp://localhost:${mailServer.port}?tls=required`,
    MAIL_FROM: 'miteos@mail.example',
  }
  for (const [trust, count] of [
    [{}, 0],
    [{ NODE_EXTRA_CA_CERTS: ca }, 1],
  ] as const) {
    const server = await RunningServer.start({ env: { ...env, ...trust }, keepsLog: true })
    const response = await fetch(`${server.origin}/v1/invitations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await server.createToken()}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ role: 'member', email: 'ada@people.example' }),
    })
    expect(response.status).toBe(201)
    await expect.poll(() => server.log).toMatch(count === 0 ? /not_secure/ : /a mail was sent/)
    expect(mailServer.received).toHaveLength(count)
    await server.remove()
  }
  await mailServer.close()
  await rm(folder, { recursive: true })
})
