import { expect, test } from 'vitest'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool } from '@/tests/support/tool-scene'

const greeting = { channel: 'general', text: 'Said once' }

async function greetings(client: Client): Promise<number> {
  const { output } = await callTool(client, 'read_channel', { channel: 'general', limit: 100 })
  return JSON.stringify(output).split(greeting.text).length - 1
}

describeOnBothStores('a call with an idempotency key', async (openStore) => {
  const storage = await openStore()
  const servers = [platformOn(storage), platformOn(storage)] as const

  async function customer(account: string) {
    const client = await servers[0].client({ account })
    await client.connect('slack')
    const onOtherServer: Pick<Client, 'post'> = {
      post: (path, body, headers = {}) =>
        servers[1].anonymous('POST', path, {
          headers: {
            authorization: `Bearer ${client.token}`,
            'content-type': 'application/json',
            ...headers,
          },
          body: JSON.stringify(body),
        }),
    }
    return { client, onOtherServer }
  }

  test('is done once when it comes twenty times at the same moment, on two servers', async () => {
    const { client, onOtherServer } = await customer('Twenty')
    const calls = Array.from({ length: 20 }, (_, index) =>
      callTool(index % 2 === 0 ? client : onOtherServer, 'post_message', greeting, { key: 'k' }),
    )
    const answers = await Promise.all(calls)
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(new Set(answers.map(({ output }) => output?.message_id)).size).toBe(1)
    expect(await greetings(client)).toBe(1)
  })

  test('gets the record of the call that did the work again', async () => {
    const { client } = await customer('Record')
    const first = await callTool(client, 'post_message', greeting, { key: 'record' })
    servers[0].advance(5000)
    expect(await callTool(client, 'post_message', greeting, { key: 'record' })).toEqual(first)
  })

  test('gets its output again when the record of the first call is damaged', async () => {
    const { client } = await customer('Damaged')
    const first = await callTool(client, 'post_message', greeting, { key: 'damaged' })
    await storage.db
      .updateTable('tool_calls')
      .set({ actor: 'damaged' })
      .where('id', '=', first.id)
      .execute()
    const again = await callTool(client, 'post_message', greeting, { key: 'damaged' })
    expect([again.id, again.output]).toEqual([first.id, first.output])
  })

  test('gets the stored output again, also when its arguments come in another order', async () => {
    const { client } = await customer('Again')
    const first = await callTool(client, 'post_message', greeting, { key: 'again' })
    const reordered = { text: greeting.text, channel: 'general', idempotency_key: 'again' }
    const second = await callTool(client, 'post_message', reordered)
    expect([second.id, second.output]).toEqual([first.id, first.output])
    expect(await greetings(client)).toBe(1)
    const stored = await storage.db.selectFrom('tool_outcomes').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(String(first.output?.message_id))
  })

  test('is refused when it comes with other arguments', async () => {
    const { client } = await customer('Other arguments')
    await callTool(client, 'post_message', greeting, { key: 'one' })
    const other = { ...greeting, text: 'Something else' }
    const refused = await callTool(client, 'post_message', other, { key: 'one' })
    expect(refused.error?.kind).toBe('idempotency_conflict')
    const stranger = (await customer('A stranger with the same key')).client
    expect((await callTool(stranger, 'post_message', other, { key: 'one' })).outcome).toBe('ok')
  })

  test('can be repeated with the same key after the vendor has refused it', async () => {
    const { client } = await customer('Refused')
    const nowhere = { channel: 'nowhere', text: greeting.text }
    for (let attempt = 0; attempt < 2; attempt++) {
      const { error } = await callTool(client, 'post_message', nowhere, { key: 'k' })
      expect(error?.kind).toBe('vendor_refused')
    }
    expect((await callTool(client, 'post_message', greeting, { key: 'k' })).outcome).toBe('ok')
  })

  test('without a key is done each time', async () => {
    const { client } = await customer('No key')
    for (let index = 0; index < 2; index++) await callTool(client, 'post_message', greeting)
    expect(await greetings(client)).toBe(2)
  })

  test('is looked up before it is done again when its process died in the middle', async () => {
    const { client } = await customer('Crash')
    const first = await callTool(client, 'post_message', greeting, { key: 'crash' })
    // The process died after the vendor had acted, and before the outcome was stored.
    await storage.db
      .updateTable('tool_outcomes')
      .set({ outcome: null, owner: 'call_of_the_dead', claimed_at: Date.now() - 100_000 })
      .where('call_id', '=', first.id)
      .execute()
    const again = await callTool(client, 'post_message', greeting, { key: 'crash' })
    expect([again.outcome, again.output?.message_id]).toEqual(['ok', first.output?.message_id])
    expect(await greetings(client)).toBe(1)
  })

  test('is never done with another account than the one that it began with', async () => {
    const { client } = await customer('Another account')
    const first = await callTool(client, 'post_message', greeting, { key: 'moved' })
    await storage.db
      .updateTable('tool_outcomes')
      .set({ outcome: null, owner: null })
      .where('call_id', '=', first.id)
      .execute()
    await client.delete(`/v1/integrations/${first.integration_id}`)
    await client.connect('slack', { account: 'T01SANDBOX2.U01SANDBOX2' })
    const again = await callTool(client, 'post_message', greeting, { key: 'moved' })
    expect(again.error?.kind).toBe('idempotency_conflict')
    expect(await greetings(client)).toBe(0)
  })

  test('is done when its process died before the vendor had acted', async () => {
    const { client } = await customer('Early crash')
    const first = await callTool(client, 'post_message', greeting, { key: 'early' })
    await client.post(`/v1/integrations/${first.integration_id}/reset`)
    await storage.db
      .updateTable('tool_outcomes')
      .set({ outcome: null, owner: null })
      .where('call_id', '=', first.id)
      .execute()
    expect((await callTool(client, 'post_message', greeting, { key: 'early' })).outcome).toBe('ok')
    expect(await greetings(client)).toBe(1)
  })
})
