import { expect, test } from 'vitest'
import { fakeTelegram } from '@/tests/support/fake-telegram'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { appUrl, chat, connect, post, scene, settings } from '@/tests/support/telegram-scene'

describeOnBothStores('the updates of a live bot', async (openStore) => {
  const storage = await openStore()
  const { keys, telegram, server, deliver, session, read, textsOf } = scene(storage)
  const client = await server.client({ environment: 'live' })

  test('are delivered to an address with a secret from the moment it is connected', async () => {
    await connect(server, client, { bot_token: '41:own' })
    const bot = telegram.bot('41')
    expect(bot.webhookUrl).toBe(`${appUrl}/signals/telegram/41/k1`)
    expect(bot.secret).toMatch(/^[\w-]{43}$/)
    expect(bot.allowedUpdates).toEqual([
      'channel_post',
      'edited_channel_post',
      'my_chat_member',
      'message',
    ])
    expect((await deliver('41', post(1, 'First'))).status).toBe(202)
    expect(await textsOf('41')).toEqual(['First'])
  })

  test('are refused without the secret of this bot', async () => {
    await connect(server, client, { bot_token: '40:own' })
    const secrets = ['', 'x', telegram.bot('41').secret, `${telegram.bot('40').secret}x`]
    for (const secret of secrets)
      expect((await deliver('40', post(1, 'Forged'), secret)).status).toBe(401)
    expect(await textsOf('40')).toEqual([])
    const path = new URL(telegram.bot('40').webhookUrl).pathname
    expect((await server.anonymous('GET', path)).status).toBe(405)
    for (const wrong of [
      '/signals/telegram',
      '/signals/telegram/40',
      `${path}/x`,
      '/signals/telegram/x/k1',
    ])
      expect((await server.anonymous('POST', wrong)).status).toBe(404)
  })

  test('are kept once, and an edit replaces the text for good', async () => {
    await connect(server, client, { bot_token: '42:own' })
    const edited = (text: string, edit_date: number) => ({
      edited_channel_post: { ...post(2, text).channel_post, edit_date },
    })
    for (const update of [
      post(2, 'Speling'),
      post(2, 'Speling'),
      edited('Spelling', 1_793_520_002),
      post(2, 'Speling'),
      edited('Spelling!', 1_793_520_009),
      edited('Spelling', 1_793_520_002),
    ])
      expect((await deliver('42', update)).status).toBe(202)
    expect(await textsOf('42')).toEqual(['Spelling!'])
  })

  test('are answered without control characters and characters that change the direction', async () => {
    await connect(server, client, { bot_token: '43:own' })
    const update = post(3, 'A\u0000b\u0007c\u202ed\u2066e\ud800f', { caption: 'unused' })
    expect((await deliver('43', update)).status).toBe(202)
    expect(await textsOf('43')).toEqual(['Abcde\ufffdf'])
    const photo = {
      channel_post: { ...post(4, '').channel_post, text: undefined, caption: 'Photo' },
    }
    await deliver('43', photo)
    expect(await textsOf('43')).toEqual(['Photo', 'Abcde\ufffdf'])
  })

  test('of 1 MB, and of no use, change nothing', async () => {
    await connect(server, client, { bot_token: '44:own' })
    expect((await deliver('44', post(1, 'x'.repeat(1024 * 1024)))).status).toBe(413)
    for (const update of [
      {},
      { channel_post: { text: 'x' } },
      post(1.5, 'x'),
      { poll: { id: '1' } },
    ])
      expect((await deliver('44', update)).status).toBe(202)
    const path = new URL(telegram.bot('44').webhookUrl).pathname
    const headers = { 'x-telegram-bot-api-secret-token': telegram.bot('44').secret }
    const answer = await server.anonymous('POST', path, { headers, body: '[1' })
    expect(answer.status).toBe(202)
    expect(await textsOf('44')).toEqual([])
  })

  test('tell which chats there are, also when one has moved or the bot has left', async () => {
    await connect(server, client, { bot_token: '45:own' })
    const group = { id: -45, type: 'group', title: 'Team' }
    const person = { id: 7, type: 'private', first_name: 'Ana', last_name: 'Lima' }
    const date = 1_793_520_000
    await deliver('45', { my_chat_member: { chat, new_chat_member: { status: 'administrator' } } })
    await deliver('45', { message: { message_id: 1, date, chat: person, text: 'a secret' } })
    await deliver('45', {
      message: { message_id: 2, date, chat: group, migrate_to_chat_id: -1_001_000_000_045 },
    })
    const chats = async () => (await read('45')).output?.chats
    expect(await chats()).toHaveLength(3)
    expect(await chats()).toEqual(
      expect.arrayContaining([
        { id: String(chat.id), title: 'Acme News', kind: 'channel', username: 'acme_news' },
        { id: '7', title: 'Ana Lima', kind: 'private' },
        { id: '-1001000000045', title: 'Team', kind: 'supergroup' },
      ]),
    )
    expect(await textsOf('45')).toEqual([])
    await deliver('45', { my_chat_member: { chat, new_chat_member: { status: 'kicked' } } })
    expect(await chats()).toHaveLength(2)
  })

  test('are the newest 1,000, of the last 30 days', async () => {
    await connect(server, client, { bot_token: '46:own' })
    const { inbox } = session('46', 'acct_1')
    await inbox.receive(Array.from({ length: 1003 }, (_, index) => post(index + 1, 'x')))
    const count = async () =>
      (await storage.db.selectFrom('bot_posts').select('at').where('bot_id', '=', '46').execute())
        .length
    expect(await count()).toBe(1000)
    const later = platformOn(storage, { settings, keys, network: telegram.network })
    later.advance(31 * 24 * 60 * 60_000)
    await later.platform.runBackground()
    expect(await count()).toBe(0)
  })

  test('are delivered again after somebody has deleted the webhook', async () => {
    const integration = await connect(server, client, { bot_token: '47:own' })
    telegram.bot('47').webhookUrl = ''
    await server.platform.runBackground()
    expect(telegram.bot('47').webhookUrl).toBe('')
    server.advance(16 * 60_000)
    await server.platform.runBackground()
    expect(telegram.bot('47').webhookUrl).toContain('/signals/telegram/47/')
    expect((await client.delete(integration)).status).toBe(204)
    expect(telegram.bot('47').webhookUrl).toBe('')
  })

  test('of a bot with the webhook of somebody else stay there, also after disconnecting', async () => {
    telegram.bot('48').webhookUrl = 'https://somebody.example/hook'
    const integration = await connect(server, client, { bot_token: '48:own' })
    const { failure } = await read('48')
    expect(failure).toMatchObject({ kind: 'vendor_refused' })
    await client.delete(integration)
    expect(telegram.bot('48').webhookUrl).toBe('https://somebody.example/hook')
  })

  test('come with the secret of any key, and move to the address of a new one', async () => {
    const ownStorage = await openStore()
    const other = scene(ownStorage)
    const person = await other.server.client({ environment: 'live' })
    await connect(other.server, person, { bot_token: '49:own' })
    const [oldUrl, secret] = [other.telegram.bot('49').webhookUrl, other.telegram.bot('49').secret]
    const rotated = platformOn(ownStorage, {
      settings,
      keys: `${newKeys('k2')},${other.keys}`,
      network: other.telegram.network,
    })
    const body = JSON.stringify({ update_id: 1, ...post(1, 'On the way') })
    const headers = { 'x-telegram-bot-api-secret-token': secret }
    const answer = await rotated.anonymous('POST', new URL(oldUrl).pathname, { headers, body })
    expect(answer.status).toBe(202)
    await rotated.platform.runBackground()
    expect(other.telegram.bot('49').webhookUrl).toBe(`${appUrl}/signals/telegram/49/k2`)
    expect(other.telegram.bot('49').secret).not.toBe(secret)
  })

  test('are asked for by nobody but the server, and no token is in a log', async () => {
    expect(telegram.calls.filter((call) => call.endsWith('getUpdates'))).toEqual([])
    expect(server.logged()).not.toMatch(/:own|canary/)
  })
})

describeOnBothStores('a server without a public address', async (openStore) => {
  test('receives nothing and sets no webhook', async () => {
    const telegram = fakeTelegram()
    const server = platformOn(await openStore(), { network: telegram.network })
    await connect(server, await server.client({ environment: 'live' }), { bot_token: '41:own' })
    expect(telegram.bot('41').webhookUrl).toBe('')
    const answer = await server.anonymous('POST', '/signals/telegram/41/k1', { body: '{}' })
    expect(answer.status).toBe(404)
  })
})
