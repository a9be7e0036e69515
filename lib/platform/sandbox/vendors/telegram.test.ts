import { Api } from 'grammy'
import { expect, it } from 'vitest'
import { sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('Telegram', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

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
})
