import { expect, test } from 'vitest'
import { submitForAccounts } from '@/lib/dashboard/accounts/account-forms'
import { administratorOf } from '@/lib/dashboard/accounts/administrator'
import { describeResult } from '@/lib/dashboard/accounts/bulk-cookie'
import { downloadAccounts } from '@/lib/dashboard/accounts/download-accounts'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { bulkResult, shownOnceIn } from '@/lib/dashboard/settings/shown-once-cookie'
import { appUrl } from '@/tests/support/dashboard'
import { queryOfPage } from '@/tests/support/people-page'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { connectAndBreak } from '@/tests/support/reconnect-links'
import { describeOnBothStores } from '@/tests/support/stores'

const path = '/accounts/submit'

describeOnBothStores('the accounts that somebody administers', async (openStore) => {
  const { server, dashboard, firstAdmin, invite, join } = openPeopleScene(await openStore())
  const administration = server.platform.administration

  const as = async (browser: PersonalBrowser) => {
    const session = await sessionOfCookie(dashboard, browser.cookieHeader())
    const account = await (await browser.api('GET', '/v1/account')).json()
    const administrator = session && administratorOf(session, account)
    if (!session || !administrator) throw new Error('this browser administers nothing')
    return { session, administrator, accountId: account.id as string }
  }
  const told = async (browser: PersonalBrowser) => {
    const { session, administrator } = await as(browser)
    const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
    const shown = shownOnceIn(browser.cookieHeader(), bulkResult, sealing, appUrl)
    return shown && describeResult(shown, administration, administrator)
  }
  const press = (browser: PersonalBrowser, what: 'check' | 'links', ...accounts: string[]) =>
    browser.post(submitForAccounts, path, {
      fields: new URLSearchParams([['do', what], ...accounts.map((id) => ['account', id])]),
    })

  /** Grace administers two accounts, in each of which Gmail is broken and Slack works, and is a member of a third one. */
  async function scene(name: string) {
    const grace = await firstAdmin(`${name} one`, 'Grace')
    const others = [
      await firstAdmin(`${name} two`, 'Ada'),
      await firstAdmin(`${name} three`, 'Eve'),
    ]
    for (const [index, other] of others.entries())
      await grace.submit({
        link: await invite(other, index === 0 ? 'admin' : 'member'),
        as: 'session',
      })
    const accounts: Record<string, { id: string; gmail: string; slack: string }> = {}
    for (const part of ['one', 'two', 'three']) {
      const client = await server.client({ account: `${name} ${part}` })
      const gmail = await client.connect('gmail')
      const slack = await client.connect('slack')
      await client.post(`/v1/integrations/${gmail.id}/faults`, { fault: 'revoke' })
      accounts[part] = { id: client.accountId, gmail: gmail.id, slack: slack.id }
    }
    const { one, two, three } = accounts
    if (!one || !two || !three) throw new Error('an account is missing')
    return { grace, ada: others[0], one, two, three }
  }

  test('are counted by status, and only those in which they are an admin now', async () => {
    const { grace, ada, one, two, three } = await scene('Counted')
    const { administrator } = await as(grace)
    expect(await administration.rank(administrator)).toEqual([
      { accountId: one.id, accountName: 'Counted one', broken: 1 },
      { accountId: two.id, accountName: 'Counted two', broken: 1 },
    ])
    const counts = await administration.countStatuses(administrator, [two.id, three.id])
    expect(counts.sort((a, b) => a.status.localeCompare(b.status))).toEqual([
      { accountId: two.id, status: 'connected', count: 1 },
      { accountId: two.id, status: 'error', count: 1 },
    ])
    const inLive = await administration.rank({ ...administrator, environment: 'live' })
    expect(inLive.map(({ broken }) => broken)).toEqual([0, 0])
    const { id } = (await (await grace.api('GET', '/v1/account')).json()).actor
    await ada?.api('PATCH', `/v1/people/${id}`, { role: 'member' })
    expect(await administration.rank(administrator)).toHaveLength(1)
  })

  test('a check has a result for each integration, in the accounts that were chosen', async () => {
    const { grace, one, two } = await scene('Checked')
    expect(queryOfPage(await press(grace, 'check', one.id), '/accounts')).toEqual({ done: 'check' })
    const result = await told(grace)
    const rows = result?.kind === 'check' ? result.rows : []
    expect(rows.map(({ id, result: found }) => [id, found])).toEqual([
      [one.gmail, 'still_broken'],
      [one.slack, 'connected'],
    ])
    const checks = await server.storage.db
      .selectFrom('checks')
      .select('integration_id')
      .where('cause', '=', 'forced')
      .where('integration_id', '=', two.slack)
      .execute()
    expect(checks).toEqual([])
  })

  test('a link is made for each broken integration, and works in its account', async () => {
    const { grace, ada, one, two } = await scene('Linked')
    await press(grace, 'links', one.id, two.id)
    const result = await told(grace)
    const rows = result?.kind === 'links' ? result.rows : []
    expect(rows.map(({ id, accountName, service }) => [id, accountName, service])).toEqual([
      [one.gmail, 'Linked one', 'gmail'],
      [two.gmail, 'Linked two', 'gmail'],
    ])
    for (const { id, link } of rows) {
      const secret = new URL(link ?? '').searchParams.get('link') ?? ''
      const found = await server.platform.reconnectLinks.find(secret)
      expect(found).toMatchObject({
        outcome: 'open',
        link: { integrationId: id, madeBy: { name: 'Grace' } },
      })
      expect(grace.cookieHeader()).not.toContain(secret)
    }
    const activity = await (
      await ada?.api('GET', '/v1/activity?type=reconnect_link.created')
    )?.json()
    expect(activity).toMatchObject([{ actor: { kind: 'person', name: 'Grace' } }])
  })

  test('two presses of a button make the links once', async () => {
    const { grace, one } = await scene('Twice')
    const fields = new URLSearchParams({ do: 'links', account: one.id, key: 'same' })
    await Promise.all([1, 2].map(() => grace.post(submitForAccounts, path, { fields })))
    const links = await server.storage.db
      .selectFrom('reconnect_links')
      .select('id')
      .where('account_id', '=', one.id)
      .execute()
    expect(links).toHaveLength(1)
  })

  test('nothing happens in an account that they do not administer', async () => {
    const { grace, three } = await scene('Foreign')
    for (const what of ['check', 'links'] as const) {
      await press(grace, what, three.id)
      expect(await told(grace)).toMatchObject({ rows: [], leftOut: 0 })
    }
    const links = await server.storage.db
      .selectFrom('reconnect_links')
      .select('id')
      .where('account_id', '=', three.id)
      .execute()
    expect(links).toEqual([])
    const { administrator } = await as(grace)
    expect(await administration.listBroken(administrator, [three.id], 5)).toEqual([])
    expect(await administration.name(administrator, [three.gmail])).toEqual([])
  })

  test('a button without an account does nothing and says so', async () => {
    const { grace } = await scene('None')
    expect(queryOfPage(await press(grace, 'check'), '/accounts')).toEqual({ error: 'none_chosen' })
  })

  test('everything on the page is chosen with one box', async () => {
    const { grace, one, two } = await scene('All')
    const fields = new URLSearchParams([
      ['do', 'links'],
      ['all', '1'],
      ['shown', one.id],
      ['shown', two.id],
    ])
    await grace.post(submitForAccounts, path, { fields })
    expect((await told(grace))?.kind).toBe('links')
    const result = await told(grace)
    expect(result?.kind === 'links' && result.rows).toHaveLength(2)
  })

  test('all accounts that need reconnecting are reached from one page, one press after the other', async () => {
    const grace = await firstAdmin('Many 0', 'Grace')
    for (let number = 0; number < 27; number++) {
      const client = await server.client({ account: `Many ${number}` })
      if (number > 0) {
        const invited = await client.post('/v1/invitations', { role: 'admin' })
        const { link } = await invited.json()
        await grace.submit({ link: secretIn(link), as: 'session' })
      }
      await connectAndBreak(client)
    }
    const fields = new URLSearchParams({ do: 'links', all: 'found' })
    const pressed: unknown[] = []
    for (const _ of [1, 2, 3]) {
      await grace.post(submitForAccounts, path, { fields })
      const result = await told(grace)
      pressed.push(
        result?.kind === 'links' && [result.rows.length, result.leftOut, result.linkedBefore],
      )
    }
    expect(pressed).toEqual([
      [25, 2, 0],
      [2, 0, 25],
      [0, 0, 27],
    ])
    const filtered = new URLSearchParams({ do: 'check', all: 'found', q: 'many 2' })
    await grace.post(submitForAccounts, path, { fields: filtered })
    const checked = await told(grace)
    const names = checked?.kind === 'check' ? checked.rows.map((row) => row.accountName) : []
    expect(new Set(names)).toEqual(
      new Set(['Many 2', ...[0, 1, 2, 3, 4, 5, 6].map((digit) => `Many 2${digit}`)]),
    )
  })

  test('the table has each account, and what is broken in it', async () => {
    const { grace, one, two } = await scene('=Table')
    const response = await grace.get(downloadAccounts, '/api/accounts')
    expect(response.headers.get('content-type')).toContain('text/csv')
    const [header, ...rows] = (await response.text()).trim().split('\r\n')
    expect(header).toBe(
      'account_id,account_name,environment,connected,needs_reconnecting,disconnected,integrations_that_need_reconnecting',
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatch(new RegExp(`^${one.id},'=Table one,test,1,1,0,Gmail \\(.+\\) since 20`))
    expect(rows[1]).toContain(two.id)
  })

  test('whoever administers nothing has no list and no table', async () => {
    const grace = await firstAdmin('Only a member')
    const ada = await join(grace, 'member', 'Ada')
    const account = await (await grace.api('GET', '/v1/account')).json()
    const { administrator } = await as(ada)
    expect(await administration.rank(administrator)).toEqual([])
    await press(ada, 'links', account.id)
    expect(await told(ada)).toMatchObject({ rows: [] })
  })
})
