import { expect, test } from 'vitest'
import type { ToolCall } from '@/lib/contract/api/tool-call'
import { browserOf, givenKey, pathOf, setPolicy } from '@/tests/support/approvals'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool, connectMcp } from '@/tests/support/tool-scene'

const hour = 60 * 60_000
const greeting = { channel: 'general', text: 'The release is out.' }

describeOnBothStores('a tool that asks', async (openStore) => {
  const server = platformOn(await openStore())
  let accounts = 0

  /** Creates an account with Slack, whose tools ask. */
  async function start() {
    accounts += 1
    const account = `Asks ${accounts}`
    const client = await server.client({ account })
    const integration = await client.connect('slack')
    await setPolicy(client, integration.id, { post_message: 'ask', read_channel: 'ask' })
    const browser = browserOf(server, await server.client({ account, role: 'member' }))
    return { account, client, integration, browser }
  }

  async function textsIn(client: Client, id: string): Promise<string> {
    await setPolicy(client, id, { read_channel: 'allow' })
    return JSON.stringify((await callTool(client, 'read_channel', { channel: 'general' })).output)
  }

  test('runs once after somebody approved, however often the call is repeated', async () => {
    const { client, integration, browser } = await start()
    const key = { key: 'first' }
    const waiting = await callTool(client, 'post_message', greeting, key)
    expect([waiting.outcome, waiting.error?.kind]).toEqual(['blocked', 'needs_approval'])
    const again = await callTool(client, 'post_message', greeting, key)
    expect(pathOf(again)).toBe(pathOf(waiting))

    const decided = await browser.decide(pathOf(waiting), 'approved')
    expect([decided.status, decided.headers.get('location')]).toEqual([303, pathOf(waiting)])
    const done = await callTool(client, 'post_message', greeting, key)
    expect(done.outcome).toBe('ok')
    const repeated = await Promise.all(
      [1, 2, 3].map(() => callTool(client, 'post_message', greeting, key)),
    )
    expect(repeated.map(({ output }) => output?.message_id)).toEqual(
      Array(3).fill(done.output?.message_id),
    )
    const texts = await textsIn(client, integration.id)
    expect(texts.split(greeting.text)).toHaveLength(2)
    expect(server.logged()).toContain('"audit":"tool_call.approved"')
    expect(server.logged()).not.toContain(greeting.text)
  })

  test('has the page of the approval in the list of calls, until somebody decides or nobody can any more', async () => {
    const { client, browser } = await start()
    const listed = async () => {
      const calls: ToolCall[] = await (await client.get('/v1/tool_calls')).json()
      return calls.map(({ id, error }) => [id, error])
    }
    const first = await callTool(client, 'post_message', greeting, { key: 'listed' })
    const second = await callTool(client, 'post_message', greeting, { key: 'too-late' })
    const kind = 'needs_approval'
    expect(await listed()).toEqual([
      [second.id, { kind, url: second.error?.url }],
      [first.id, { kind, url: first.error?.url }],
    ])
    await browser.decide(pathOf(first), 'refused')
    expect(await listed()).toContainEqual([first.id, { kind }])
    server.advance(hour)
    expect(await listed()).toContainEqual([second.id, { kind }])
  })

  test('is denied after somebody refused, and after an hour without a decision', async () => {
    const { client, browser } = await start()
    const refused = await callTool(client, 'post_message', greeting, { key: 'refused' })
    await browser.decide(pathOf(refused), 'refused')
    const repeated = await callTool(client, 'post_message', greeting, { key: 'refused' })
    expect([repeated.outcome, repeated.error?.kind]).toEqual(['blocked', 'denied'])
    expect(repeated.error?.message).toContain('refused')

    const lapsed = await callTool(client, 'post_message', greeting, { key: 'lapsed' })
    server.advance(hour)
    const late = await callTool(client, 'post_message', greeting, { key: 'lapsed' })
    expect(late.error).toMatchObject({ kind: 'denied' })
    const answer = await browser.decide(pathOf(lapsed), 'approved')
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('It is too late to decide this')
    const still = await callTool(client, 'post_message', greeting, { key: 'lapsed' })
    expect(still.error?.kind).toBe('denied')
  })

  test('refuses other arguments under the key, before and after the decision', async () => {
    const { client, browser } = await start()
    const waiting = await callTool(client, 'post_message', greeting, { key: 'one' })
    const other = { ...greeting, text: 'Something else' }
    const before = await callTool(client, 'post_message', other, { key: 'one' })
    expect(before.error?.kind).toBe('idempotency_conflict')
    await browser.decide(pathOf(waiting), 'approved')
    const after = await callTool(client, 'post_message', other, { key: 'one' })
    expect(after.error?.kind).toBe('idempotency_conflict')
    const foreign = await callTool(client, 'read_channel', { channel: 'general' }, { key: 'one' })
    expect(foreign.error?.kind).toBe('idempotency_conflict')
  })

  test('gives a call without a key one to come back with', async () => {
    const { client, browser } = await start()
    const waiting = await callTool(client, 'post_message', greeting)
    const key = givenKey(waiting)
    const unnamed = await callTool(client, 'post_message', greeting)
    expect(pathOf(unnamed)).not.toBe(pathOf(waiting))
    await browser.decide(pathOf(waiting), 'approved')
    expect((await callTool(client, 'post_message', greeting, { key })).outcome).toBe('ok')
    const withoutKey = await callTool(client, 'post_message', greeting)
    expect(withoutKey.error?.kind).toBe('needs_approval')
  })

  test('lets a tool that only reads run once for each approval', async () => {
    const { client, browser } = await start()
    const waiting = await callTool(client, 'read_channel', { channel: 'general' })
    const key = givenKey(waiting)
    await browser.decide(pathOf(waiting), 'approved')
    const together = await Promise.all(
      [1, 2, 3].map(() => callTool(client, 'read_channel', { channel: 'general' }, { key })),
    )
    expect(together.map(({ outcome }) => outcome).sort()).toEqual(['blocked', 'blocked', 'ok'])
    const later = await callTool(client, 'read_channel', { channel: 'general' }, { key })
    expect(later.error?.kind).toBe('denied')
    const page = await browser.open(pathOf(waiting))
    expect(await page.text()).toContain('This call is approved')
  })

  test('is asked over MCP too, and the key goes with the arguments', async () => {
    const { client, browser } = await start()
    const mcp = await connectMcp(server, client.token)
    const call = { name: 'post_message', arguments: { ...greeting, idempotency_key: 'mcp' } }
    const waiting = await mcp.callTool(call)
    expect(waiting).toMatchObject({ isError: true, _meta: { 'miteos/kind': 'needs_approval' } })
    const path = /\/approvals\/apr_\w+/.exec(JSON.stringify(waiting.content))?.[0] ?? 'no link'
    await browser.decide(path, 'approved')
    expect((await mcp.callTool(call)).isError).not.toBe(true)
    await mcp.close()
  })

  test('asks again a day later, and never runs a second time without being asked', async () => {
    const { client, browser } = await start()
    const waiting = await callTool(client, 'post_message', greeting, { key: 'day' })
    await browser.decide(pathOf(waiting), 'approved')
    expect((await callTool(client, 'post_message', greeting, { key: 'day' })).outcome).toBe('ok')
    server.advance(24.5 * hour)
    const later = await callTool(client, 'post_message', greeting, { key: 'day' })
    expect(later.error?.kind).toBe('needs_approval')
    expect(pathOf(later)).not.toBe(pathOf(waiting))
  })
})
