import { expect, test } from 'vitest'
import type { Client } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { chat, connect, post, scene } from '@/tests/support/telegram-scene'
import { callTool } from '@/tests/support/tool-scene'

const renamed = { ...chat, title: 'Renamed by somebody else' }

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

  const id = String(chat.id)
  const answerOf = (client: Client, tool: string, target: string | number) => {
    const name = tool === 'post_to_group' ? 'group_id' : 'chat_id'
    return callTool(client, tool, { [name]: target, text: 'Hi' })
  }

  test.each([
    id,
    chat.id,
    `-0${id.slice(1)}`,
    `-00${id.slice(1)}`,
    `+${id}`,
    ` ${id}`,
    `${id} `,
    `${id}\n`,
    `${id}.0`,
    `${id}x`,
    '@acme_news',
    '@ACME_News',
    '@@acme_news',
    '@acme.news',
    '@acme_news ',
    ' @acme_news',
    'acme_news',
    '@acme_news_2',
    '@Acme_News_2',
    't.me/acme_news',
    'https://t.me/acme_news',
    'tg://resolve?domain=acme_news',
  ])('posts to no channel that another customer has linked, also not as %j', async (target) => {
    telegram.chats.push({ ...chat, names: ['acme_news', 'acme_news_2', 'acmenews'] })
    for (const tool of ['send_message', 'post_to_group'])
      expect((await answerOf(ben, tool, target)).outcome).not.toBe('ok')
    expect(telegram.sent).toEqual([])
    expect(await textsOf('99', ana.accountId)).toEqual(['After'])
  })

  test('posts for the customer who has linked the channel, by its id and by each of its names', async () => {
    const { error } = await answerOf(ben, 'send_message', id)
    expect(error?.message).toContain('/link')
    for (const target of [chat.id, id, '@ACME_News', '@acme_news_2'])
      expect((await answerOf(ana, 'send_message', target)).outcome).toBe('ok')
    expect(telegram.sent).toEqual(Array.from({ length: 4 }, () => `${id} Hi`))
    expect(await textsOf('99', ana.accountId)).toEqual(['Hi', 'Hi', 'Hi', 'Hi', 'After'])
  })

  test('sends to the chat that has a name now, also when a linked chat had it before', async () => {
    const taken = { id: -1_001_000_000_043, type: 'channel', title: 'Taken', names: ['acme_news'] }
    telegram.chats.unshift(taken)
    const output = (await answerOf(ana, 'send_message', '@acme_news')).output
    expect(output).toMatchObject({ chat_id: String(taken.id) })
    telegram.chats.shift()
  })

  test('does not send to the supergroup of somebody else that a group became', async () => {
    const group = { id: -44, type: 'group', title: 'Team', names: [] }
    const supergroup = { ...group, id: -1_001_000_000_044, type: 'supergroup' }
    const code = session('99', ana.accountId).inbox.linkCode
    await deliver('99', {
      message: { message_id: 1, date: 1_793_520_000, chat: supergroup, text: `/link ${code}` },
    })
    telegram.chats.push({ ...group, movedTo: supergroup.id }, supergroup)
    const { outcome, error } = await answerOf(ben, 'post_to_group', group.id)
    expect([outcome, error?.kind]).toEqual(['failed', 'vendor_refused'])
    expect(telegram.sent.filter((sent) => sent.startsWith(String(supergroup.id)))).toEqual([])
  })

  test('is linked by nothing that it has sent itself, and no chat is renamed for others', async () => {
    const person = { id: 71, type: 'private', title: 'Somebody', names: [] }
    telegram.chats.push(person)
    const { inbox } = session('99', ben.accountId)
    const text = `/link ${inbox.linkCode}`
    const sent = await callTool(ben, 'send_message', { chat_id: '71', text })
    expect(sent.outcome).toBe('ok')
    expect(await inbox.listChats(10)).toEqual([])
    await inbox.keepSent({ channel_post: { ...post(50, 'Ours').channel_post, chat: renamed } })
    const [kept] = await session('99', ana.accountId).inbox.listChats(10)
    expect(kept?.title).not.toBe(renamed.title)
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
