import { Api } from 'grammy'
import { expect, it } from 'vitest'
import { telegramTools } from '@/lib/platform/tools/telegram/telegram-tools'
import { botInbox } from '@/tests/support/bot-inbox'
import { sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { runInSandbox } from '@/tests/support/tool-in-sandbox'

describeOnBothStores('Telegram', async (openStore) => {
  const storage = await openStore()
  const testSandbox = sandboxOn(storage, Date.now())
  const origin = await serve(testSandbox.sandbox)
  const apiOf = (token: string) => new Api(token, { apiRoot: `${origin}/sandbox/telegram` })
  const channel = -1001000000001

  /** Runs a tool with the token of a bot for a customer's account. */
  function runTool(name: string, givenArguments: object, token: string, owner = 'acct_1') {
    const tool = telegramTools.find((candidate) => candidate.name === name)
    if (!tool) throw new Error(`there is no tool ${name}`)
    const use = { environment: 'test', botId: token.split(':', 1).join(), accountId: owner }
    return runInSandbox(testSandbox, tool, givenArguments, {
      owner,
      credential: { accessToken: token },
      inbox: botInbox(storage, use, { now: testSandbox.now }),
    })
  }

  it('grammy can ask who a bot is until the token is revoked', async () => {
    const bot = (token: string) => new Api(token, { apiRoot: `${origin}/sandbox/telegram` })
    const shared = await bot('1000000001:sandbox_bot_token_for_everybody').getMe()
    expect(shared).toMatchObject({ is_bot: true, username: 'miteos_sandbox_bot' })

    const token = '123456789:AAsomebodys_own-bot'
    expect(await bot(token).getMe()).toMatchObject({ username: 'sandbox_123456789_bot' })
    expect(await bot(token).deleteWebhook()).toBe(true)
    const credential = { accessToken: token, scopes: [], details: {} }
    expect(await testSandbox.sandbox.injectFault('telegram', credential, 'revoke')).toBe(true)
    await expect(bot(token).getMe()).rejects.toMatchObject({ error_code: 401 })
    expect(await bot('123456789:AAreissued').getMe()).toMatchObject({ id: 123_456_789 })
    await expect(bot('not-a-token').getMe()).rejects.toMatchObject({ error_code: 404 })
  })

  it('nobody can revoke the shared bot', async () => {
    const shared = { accessToken: '', scopes: [], details: { shared: 'true' } }
    expect(await testSandbox.sandbox.injectFault('telegram', shared, 'revoke')).toBe(false)
    const sharedByToken = {
      accessToken: '1000000001:sandbox_bot_token_for_everybody',
      scopes: [],
      details: {},
    }
    expect(await testSandbox.sandbox.injectFault('telegram', sharedByToken, 'expire')).toBe(false)
    expect(
      (await testSandbox.ask('telegram', `/bot${sharedByToken.accessToken}/getMe`)).status,
    ).toBe(200)
  })

  it('grammy sends to the chats of a bot and reads what has happened in its channel', async () => {
    const bot = apiOf('222333444:AAsomebody')
    expect(await bot.getChat(channel)).toMatchObject({ type: 'channel', title: 'Acme News' })
    expect(await bot.getChat('@ACME_news')).toMatchObject({ id: channel })
    const sent = await bot.sendMessage(channel, 'It is <b>out</b> &amp; works', {
      parse_mode: 'HTML',
    })
    expect(sent).toMatchObject({ text: 'It is out & works', chat: { id: channel } })

    const updates = await bot.getUpdates({ allowed_updates: ['channel_post'] })
    expect(updates.map(({ channel_post }) => channel_post?.text)).toEqual([
      'Version 2.4 is planned for Thursday.',
      'The status page moves to status.acme.example.',
      'Version 2.4 is out. Thank you for waiting.',
      'It is out & works',
    ])
    const next = (updates.at(-1)?.update_id ?? 0) + 1
    expect(await bot.getUpdates({ offset: next })).toEqual([])
    expect(await bot.getUpdates()).toEqual([])
    const topic = await bot.sendMessage(-1001000000003, 'An idea', { message_thread_id: 7 })
    expect(topic).toMatchObject({ message_thread_id: 7, from: { is_bot: true } })
  })

  it.each([
    [-1, 'x', {}, 400, 'Bad Request: chat not found'],
    [channel, ' ', {}, 400, 'Bad Request: message text is empty'],
    [channel, 'x'.repeat(4097), {}, 400, 'Bad Request: message is too long'],
    [channel, '<blink>x</blink>', { parse_mode: 'HTML' as const }, 400, 'Unsupported start tag'],
    [channel, '<b>x', { parse_mode: 'HTML' as const }, 400, "Can't find end tag"],
    [-200000002, 'x', { message_thread_id: 7 }, 400, 'Bad Request: message thread not found'],
    [-200000005, 'x', {}, 400, 'group chat was upgraded to a supergroup chat'],
    [300000006, 'x', {}, 403, 'Forbidden: bot was blocked by the user'],
  ])('a message to %d is refused as Telegram does it', async (chat, text, options, code, words) => {
    const refusal = await apiOf('222333444:AAsomebody')
      .sendMessage(chat, text, options)
      .catch((error: unknown) => error)
    expect(refusal).toMatchObject({ error_code: code, description: expect.stringContaining(words) })
  })

  it('nobody gets updates of a bot with a webhook', async () => {
    const bot = apiOf('555666777:AAwith_webhook')
    await runTool('read_channel_updates', {}, '555666777:AAwith_webhook')
    await bot.setWebhook('https://bot.example/updates')
    await expect(bot.getUpdates()).rejects.toMatchObject({ error_code: 409 })
    expect(await bot.getWebhookInfo()).toMatchObject({ url: 'https://bot.example/updates' })
    const { failure } = await runTool('read_channel_updates', {}, '555666777:AAwith_webhook')
    expect(failure).toMatchObject({ kind: 'vendor_refused' })
    await bot.deleteWebhook()
    expect(await bot.getUpdates()).toEqual([])
  })

  it('what a tool sends to a channel is read back, by a tool and by grammy', async () => {
    const token = '123123123:AAown'
    const { output } = await runTool('send_message', { chat_id: channel, text: 'Hello' }, token)
    expect(output).toEqual({ chat_id: String(channel), message_id: expect.any(String) })
    expect(await apiOf(token).getUpdates({ offset: -1 })).toMatchObject([
      { channel_post: { text: 'Hello', message_id: Number(output?.message_id) } },
    ])
    const other = '123123123:AAafter_grammy'
    await runTool('send_message', { chat_id: channel, text: 'Again' }, other, 'acct_3')
    const { output: read } = await runTool('read_channel_updates', {}, other, 'acct_3')
    expect(read).toMatchObject({
      posts: [
        { id: '101', channel: String(channel), text: 'Again' },
        { text: 'Version 2.4 is out. Thank you for waiting.' },
        {},
        {},
      ],
    })
    expect(read?.chats).toContainEqual({
      id: String(channel),
      title: 'Acme News',
      kind: 'channel',
      username: 'acme_news',
    })
  })

  it('each customer has a world of a bot, in which nobody else reads', async () => {
    const [first, second] = ['1000000001:lent_1', '1000000001:lent_2']
    await runTool('send_message', { chat_id: channel, text: 'Of the first' }, first, 'acct_1')
    const { output } = await runTool('read_channel_updates', { limit: 1 }, second, 'acct_2')
    expect(output).toMatchObject({
      posts: [{ text: expect.stringContaining('Version 2.4 is out') }],
    })
    const seen = await apiOf(first).getUpdates({ allowed_updates: ['channel_post'] })
    expect(seen.at(-1)?.channel_post?.text).toBe('Of the first')
    const seenBySecond = await apiOf(second).getUpdates({ allowed_updates: ['channel_post'] })
    expect(seenBySecond.map(({ channel_post }) => channel_post?.text)).not.toContain('Of the first')
  })

  it('a message to a group that became a supergroup goes there, also the next time', async () => {
    const token = '321321321:AAgroup'
    const call = { group_id: '-200000005', text: 'To sales' }
    for (const messageId of ['101', '102']) {
      const { output } = await runTool('post_to_group', call, token)
      expect(output).toEqual({ chat_id: '-1001000000005', message_id: messageId })
    }
    await runTool('read_channel_updates', {}, token)
    const { failure } = await runTool('post_to_group', { ...call, group_id: channel }, token)
    expect(failure).toMatchObject({ kind: 'invalid_arguments' })
  })

  it.each(telegramTools.flatMap((tool) => tool.examples.map((example) => [tool.name, example])))(
    'the example of %s runs as it stands, and again: %j',
    async (name, example) => {
      for (const _ of [1, 2]) {
        const { failure } = await runTool(String(name), Object(example), '1000000001:lent_3')
        expect(failure).toBeUndefined()
      }
    },
  )
})
