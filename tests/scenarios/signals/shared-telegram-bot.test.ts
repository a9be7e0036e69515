import { expect, test } from 'vitest'
import { sendMessage } from '@/lib/platform/tools/telegram/send-message'
import type { Client } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { chat, connect, post, scene } from '@/tests/support/telegram-scene'
import { runOnWire } from '@/tests/support/tool-wire'

describeOnBothStores('the bot that all customers share', async (openStore) => {
  const storage = await openStore()
  const { telegram, server, deliver, session, read, textsOf } = scene(storage)
  const ana = await server.client({ environment: 'live', account: 'Ana' })
  const ben = await server.client({ environment: 'live', account: 'Ben' })

  test('shows a customer only the channels whose admins have linked them', async () => {
    await connect(server, ana)
    await connect(server, ben)
    await deliver('99', post(1, 'Before'))
    const { failure } = await read('99', ana.accountId)
    const [, code] = /“(\/link [\w-]+)”/.exec(String(failure)) ?? []
    expect(failure).toMatchObject({ kind: 'vendor_refused' })
    await deliver('99', post(2, '/link acct_of_ana-aaaaaaaaaaaaaaaaaaaaaa'))
    await deliver('99', post(3, `/link@bot_99 ${code?.slice('/link '.length)}`))
    await deliver('99', post(4, 'After'))
    expect(await textsOf('99', ana.accountId)).toEqual(['After'])
    expect((await read('99', ben.accountId)).failure).toMatchObject({ kind: 'vendor_refused' })
  })

  test('posts to no channel that another customer has linked', async () => {
    const send = (accountId: string, chat_id: string) =>
      runOnWire(
        sendMessage,
        { chat_id, text: 'Hi' },
        {
          ...session('99', accountId),
          answer: () =>
            Response.json({
              ok: true,
              result: { message_id: 9, date: 1_793_530_000, chat, text: 'Hi' },
            }),
        },
      )
    for (const named of [String(chat.id), '@ACME_News']) {
      const { failure, sent } = await send(ben.accountId, named)
      expect(failure).toMatchObject({ message: expect.stringContaining('/link') })
      expect(sent).toEqual([])
      expect((await send(ana.accountId, named)).failure).toBeUndefined()
    }
    expect(await textsOf('99', ana.accountId)).toEqual(['Hi', 'After'])
  })

  test('keeps its webhook until the last customer has disconnected it', async () => {
    const idOf = async (client: Client) =>
      (await (await client.get('/v1/integrations')).json())[0].id
    expect(telegram.bot('99').webhookUrl).not.toBe('')
    await ana.delete(`/v1/integrations/${await idOf(ana)}`)
    expect(telegram.bot('99').webhookUrl).not.toBe('')
    await ben.delete(`/v1/integrations/${await idOf(ben)}`)
    expect(telegram.bot('99').webhookUrl).toBe('')
  })
})
