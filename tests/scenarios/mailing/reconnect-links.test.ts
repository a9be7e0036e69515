import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { submitForAccounts } from '@/lib/dashboard/accounts/account-forms'
import { administratorOf } from '@/lib/dashboard/accounts/administrator'
import { describeResult } from '@/lib/dashboard/accounts/bulk-cookie'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { bulkResult, shownOnceIn } from '@/lib/dashboard/settings/shown-once-cookie'
import { appUrl } from '@/tests/support/dashboard'
import { mailScene, mailSettings } from '@/tests/support/mail-scene'
import { startMailServer } from '@/tests/support/mail-server'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const day = 24 * 60 * 60_000
const withLink = z.object({ link: z.string() })

describeOnBothStores('the mail with a reconnect link', async (openStore) => {
  const storage = await openStore()

  /** An account of Grace, in which `connector` has connected Gmail, which is broken now. */
  async function scene(account: string, { email }: { email?: string } = {}) {
    const mailServer = await startMailServer()
    onTestFinished(mailServer.close)
    const people = openPeopleScene(storage, { settings: { mail: mailSettings(mailServer) } })
    const { server, dashboard, firstAdmin, openBrowser } = people
    onTestFinished(() => server.platform.close(5000))
    const grace = await firstAdmin(account, 'Grace')
    const invitation = await grace.api('POST', '/v1/invitations', { role: 'member', email })
    const ada = openBrowser()
    await ada.enter(secretIn(withLink.parse(await invitation.json()).link), 'Ada')
    const { id: accountId } = await (await grace.api('GET', '/v1/account')).json()
    const client = await server.client({ account })
    const gmail = await client.connect('gmail')
    const { actor } = await (await ada.api('GET', '/v1/account')).json()
    await storage.db
      .updateTable('integrations')
      .set({ connected_by: JSON.stringify(actor), connected_by_id: actor.id })
      .where('id', '=', gmail.id)
      .execute()
    await client.post(`/v1/integrations/${gmail.id}/faults`, { fault: 'revoke' })
    await client.post(`/v1/integrations/${gmail.id}/check`, {})

    async function sendLinks(browser: PersonalBrowser) {
      const fields = new URLSearchParams({ do: 'links', account: accountId })
      await browser.post(submitForAccounts, '/accounts/submit', { fields })
      return readLinks(browser)
    }
    /** Returns what the page shows of the links that were sent last. */
    async function readLinks(browser: PersonalBrowser) {
      const session = await sessionOfCookie(dashboard, browser.cookieHeader())
      const administrator =
        session && administratorOf(session, await (await browser.api('GET', '/v1/account')).json())
      if (!administrator) throw new Error('this browser administers nothing')
      const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
      const shown = shownOnceIn(browser.cookieHeader(), bulkResult, sealing, appUrl)
      const result =
        shown && (await describeResult(shown, server.platform.administration, administrator))
      return result?.kind === 'links' ? result.rows : []
    }
    const received = async () => {
      await server.platform.runBackground()
      return mailServer.received.filter(({ subject }) => subject?.startsWith('Please reconnect'))
    }
    const links = { sendLinks, readLinks }
    return { ...people, ...links, mailServer, grace, ada, accountId, actor, gmail, received }
  }

  test('goes to the person who connected the integration when an admin sends links for accounts', async () => {
    const { grace, sendLinks, received } = await scene('sent', { email: 'ada@people.example' })
    const [row] = await sendLinks(grace)
    expect(row).toMatchObject({ connector: 'Ada', mail: 'queued' })
    await expect.poll(received).toHaveLength(1)
    const [mail] = await received()
    expect(mail?.recipients).toEqual(['ada@people.example'])
    expect(mail?.text).toContain(row?.link ?? 'no link')
  })

  test('goes to nobody when that person has no address', async () => {
    const { grace, sendLinks, received } = await scene('without address')
    expect(await sendLinks(grace)).toMatchObject([{ connector: 'Ada', mail: null }])
    expect(await received()).toEqual([])
  })

  test.each([
    {
      what: 'was removed',
      act: (grace: PersonalBrowser, id: string) => grace.api('DELETE', `/v1/people/${id}`),
    },
    {
      what: 'may not connect any more',
      act: (grace: PersonalBrowser, id: string) =>
        grace.api('PATCH', `/v1/people/${id}`, { role: 'support' }),
    },
  ])('goes to nobody when that person $what', async ({ what, act }) => {
    const { grace, actor, sendLinks, received } = await scene(what, { email: 'ada@people.example' })
    await act(grace, actor.id)
    expect(await sendLinks(grace)).toMatchObject([{ connector: 'Ada', mail: null }])
    expect(await received()).toEqual([])
  })

  test('that waits is not sent when that person is removed meanwhile, and the page says so', async () => {
    const email = 'ada@people.example'
    const { server, mailServer, grace, actor, gmail, sendLinks, readLinks, received } = await scene(
      'removed meanwhile',
      { email },
    )
    mailServer.treat({ status: 451, at: 'recipient' })
    await sendLinks(grace)
    const path = `/v1/integrations/${gmail.id}/reconnect_link`
    await grace.api('POST', path, { email: 'Ada@people.example' })
    await grace.api('POST', path, { email: 'ben@people.example' })
    await received()
    const refused = () =>
      server
        .logged()
        .split('\n')
        .filter((line) => line.includes('a mail was not sent') && line.includes('reconnect_link'))
    await expect.poll(refused).toHaveLength(3)
    expect(await readLinks(grace)).toMatchObject([{ mail: 'queued' }])
    await grace.api('DELETE', `/v1/people/${actor.id}`)
    mailServer.treat('accept')
    server.advance(10 * 60_000)
    await expect.poll(received).not.toEqual([])
    expect((await received()).flatMap(({ recipients }) => recipients)).toEqual([
      'ben@people.example',
    ])
    expect(await readLinks(grace)).toMatchObject([{ connector: 'Ada', mail: 'cancelled' }])
  })

  test('is refused above the limit of a day, and the answer says so', async () => {
    const { client, mailServer, pass } = await mailScene(storage, 'limited links')
    const gmail = await client.connect('gmail')
    const sent = Array.from({ length: 200 }, (_, index) => ({
      id: `mail_00link${index}`,
      account_id: client.accountId,
      environment: 'test',
      kind: 'invitation',
      about: `inv_link${index}`,
      created_at: Date.now(),
      ends_at: Date.now() + day,
      attempts: 1,
      outcome: 'sent',
    }))
    await storage.db.insertInto('mails').values(sent).execute()
    const make = async (body: object) =>
      (await client.post(`/v1/integrations/${gmail.id}/reconnect_link`, body)).json()
    expect(await make({ email: 'one-more@people.example' })).toMatchObject({ mail: 'failed' })
    expect(await make({})).not.toHaveProperty('mail')
    await pass(0)
    expect(mailServer.received).toEqual([])
    await pass(day)
    expect(await make({ email: 'tomorrow@people.example' })).toMatchObject({ mail: 'queued' })
  })
})
