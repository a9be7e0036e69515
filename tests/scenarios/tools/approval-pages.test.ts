import { expect, test } from 'vitest'
import { signInLink } from '@/lib/platform/access/system-actors'
import { browserOf, pathOf, setPolicy } from '@/tests/support/approvals'
import { appUrl, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool } from '@/tests/support/tool-scene'

const tricky = {
  channel: 'general',
  text: '<b>Hi</b> https://evil.example \u202egnp.exe\n\n\tOlá',
}

describeOnBothStores('the page of an approval', async (openStore) => {
  const server = platformOn(await openStore())
  const { db } = server.storage
  let accounts = 0

  /** Creates an account whose agent has called a tool that asks. */
  async function start(text = tricky.text) {
    accounts += 1
    const account = `Pages ${accounts}`
    const client = await server.client({ account })
    const integration = await client.connect('slack')
    await setPolicy(client, integration.id, { post_message: 'ask' })
    const call = { ...tricky, text }
    const agent = await server.client({ account, role: 'member' })
    const path = pathOf(await callTool(agent, 'post_message', call, { key: 'key' }))
    const repeat = () => callTool(agent, 'post_message', call, { key: 'key' })
    const browser = browserOf(server, client)
    return { account, agent, client, integration, path, repeat, browser }
  }

  test('shows who asks for what, with every argument as it is', async () => {
    const long = `Begin ${'x'.repeat(11_000)} end.`
    const { browser, path, integration, account } = await start(long)
    const page = await (await browser.open(path)).text()
    for (const shown of ['post_message', 'post messages to channels', integration.id, account])
      expect(page).toContain(shown)
    expect(page).toContain(`member of ${account}`)
    expect(page).toContain(long)
    expect(page).toContain('60 min left')
    expect(page).not.toContain('<script')
  })

  test('shows no markup and no link of the call, and names what cannot be seen', async () => {
    const { browser, path } = await start()
    const response = await browser.open(path)
    const page = await response.text()
    expect(page).toContain('&lt;b&gt;Hi&lt;/b&gt; https://evil.example ')
    expect(page).toContain('<mark class="hidden">U+202E</mark>gnp.exe\n\n\tOlá')
    expect(page).not.toContain('href="https://evil')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  test('is not there for support staff, who see nothing of a call without a trace', async () => {
    const { account, path } = await start()
    const staff = await server.client({ account, role: 'support' })
    expect((await browserOf(server, staff).open(path)).status).toBe(200)
    server.makeStaff(staff)
    expect((await browserOf(server, staff).open(path)).status).toBe(404)
    expect((await browserOf(server, staff).decide(path, 'approved')).status).toBe(404)
  })

  test('says what was decided, by whom, and what comes next', async () => {
    const { browser, path, account, client } = await start()
    await browser.decide(path, 'refused')
    expect(await (await browser.open(path)).text()).toContain('You refused it')
    const colleague = await server.client({ account, role: 'member' })
    const seen = await (await browserOf(server, colleague).open(path)).text()
    expect(seen).toContain(`<strong>admin of ${account}</strong> refused it`)
    expect(seen).not.toContain('Approve')
    const late = await browserOf(server, colleague).decide(path, 'approved')
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('came too late and changes nothing')

    const activity = await db
      .selectFrom('activity')
      .selectAll()
      .where('account_id', '=', client.accountId)
      .where('type', 'like', 'tool_call.%')
      .execute()
    expect(activity).toMatchObject([{ type: 'tool_call.refused', outcome: 'done' }])
    expect(JSON.parse(activity[0]?.actor ?? '')).toMatchObject({ id: client.tokenId })
    expect(JSON.stringify(activity)).not.toContain('evil')
  })

  test('takes one of two decisions at the same moment', async () => {
    const { browser, path, account, client } = await start()
    const other = browserOf(server, await server.client({ account, role: 'member' }))
    const answers = await Promise.all([
      browser.decide(path, 'approved'),
      other.decide(path, 'refused'),
      browser.decide(path, 'approved'),
      other.decide(path, 'refused'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409])
    const recorded = await db
      .selectFrom('activity')
      .select('type')
      .where('account_id', '=', client.accountId)
      .where('type', 'like', 'tool_call.%')
      .execute()
    expect(recorded).toHaveLength(1)
  })

  test('is for people of the account only, and shows support no buttons', async () => {
    const { client, path, account, repeat } = await start()
    const stranger = browserOf(server, await server.client({ account: 'Somebody else' }))
    const foreign = await stranger.open(path)
    const unknown = await stranger.open('/approvals/apr_00000000000000000000000000')
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect(await foreign.text()).toBe(await unknown.text())
    expect((await stranger.decide(path, 'approved')).status).toBe(404)
    const live = await server.client({ account, environment: 'live' })
    expect((await browserOf(server, live).open(path)).status).toBe(404)

    const support = browserOf(server, await server.client({ account, role: 'support' }))
    const page = await (await support.open(path)).text()
    expect(page).toContain('ask a member or an admin')
    expect(page).not.toContain('<form')
    expect((await support.decide(path, 'approved')).status).toBe(403)
    expect((await repeat()).error?.kind).toBe('needs_approval')

    const signedOut = await server.anonymous('GET', path)
    const back = new URL(signedOut.headers.get('location') ?? '', appUrl)
    expect([back.pathname, back.searchParams.get('callbackUrl')]).toEqual(['/sign-in', path])
    const headers = { authorization: `Bearer ${client.token}`, origin: appUrl }
    const body = new URLSearchParams({ decision: 'approved' })
    const byToken = await server.anonymous('POST', path, { headers, body })
    expect(byToken.headers.get('location')).toMatch(/^\/sign-in/)
    expect((await repeat()).error?.kind).toBe('needs_approval')
  })

  test('does not let the token that asked approve the call, since an agent may hold it', async () => {
    const { agent, path, repeat, browser } = await start()
    const ownBrowser = browserOf(server, agent)
    const page = await (await ownBrowser.open(path)).text()
    expect(page).toContain('is behind your sign-in too')
    expect(page).not.toContain('>Approve<')
    const refusal = await ownBrowser.decide(path, 'approved')
    expect(refusal.status).toBe(403)
    expect(await refusal.text()).toContain('You cannot approve your own call')
    expect((await repeat()).error?.kind).toBe('needs_approval')
    expect((await browser.decide(path, 'approved')).status).toBe(303)
    expect((await repeat()).outcome).toBe('ok')
  })

  test('lets nobody approve who has asked too, or whose token was created by the one that asked', async () => {
    const { account, client, integration, browser, path } = await start()
    const second = await server.client({ account, role: 'member' })
    await callTool(second, 'post_message', tricky, { key: 'key' })
    expect((await browserOf(server, second).decide(path, 'approved')).status).toBe(403)

    await setPolicy(client, integration.id, { read_channel: 'ask' })
    const asked = pathOf(await callTool(client, 'read_channel', { channel: 'general' }))
    const created = await server.client({ account })
    await db
      .updateTable('tokens')
      .set({ created_by: JSON.stringify({ kind: 'token', id: client.tokenId, name: 'admin' }) })
      .where('id', '=', created.tokenId)
      .execute()
    expect((await browserOf(server, created).decide(asked, 'approved')).status).toBe(403)
    expect((await browser.decide(path, 'approved')).status).toBe(303)
  })

  test('lets the token that asked refuse the call', async () => {
    const { agent, path, repeat } = await start()
    expect((await browserOf(server, agent).decide(path, 'refused')).status).toBe(303)
    expect((await repeat()).error?.kind).toBe('denied')
  })

  test('lets somebody who signed in with a link approve a call that they tried', async () => {
    const { agent, path, repeat } = await start()
    await db
      .updateTable('tokens')
      .set({ created_by: JSON.stringify(signInLink) })
      .where('id', '=', agent.tokenId)
      .execute()
    expect((await browserOf(server, agent).decide(path, 'approved')).status).toBe(303)
    expect((await repeat()).outcome).toBe('ok')
  })

  test('takes decisions from its own form only', async () => {
    const { browser, path, repeat } = await start()
    const cases = [
      [{ headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } }, 403],
      [{ headers: { origin: 'null', 'sec-fetch-site': 'cross-site' } }, 403],
      [{ fields: { person: 'person_of_somebody' } }, 403],
      [{ fields: { decision: 'used' } }, 415],
      [{ headers: { 'content-type': 'text/plain' } }, 415],
      [{ fields: { more: 'x'.repeat(20_000) } }, 413],
    ] as const
    for (const [options, status] of cases)
      expect((await browser.decide(path, 'approved', options)).status).toBe(status)
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect((await browser.open(path, method)).headers.get('allow')).toBe('GET, HEAD, POST')
    expect((await browser.open(path, 'HEAD')).status).toBe(200)
    expect((await browser.open('/approvals')).status).toBe(404)
    expect((await repeat()).error?.kind).toBe('needs_approval')
  })

  test('says when the account was disconnected, or the tool denied, meanwhile', async () => {
    const { browser, path, integration, client } = await start()
    await setPolicy(client, integration.id, { post_message: 'deny' })
    expect(await (await browser.open(path)).text()).toContain('This tool is denied now')
    expect((await browser.decide(path, 'approved')).status).toBe(409)
    await setPolicy(client, integration.id, { post_message: 'ask' })
    await client.delete(`/v1/integrations/${integration.id}`)
    expect(await (await browser.open(path)).text()).toContain('The account is disconnected')
    expect((await browser.decide(path, 'approved')).status).toBe(409)
  })
})
