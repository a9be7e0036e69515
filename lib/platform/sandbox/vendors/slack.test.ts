import { InstallProvider } from '@slack/oauth'
import { type Logger, LogLevel, WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { codeOf, consent, form, redirectUri, sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
}

describeOnBothStores('Slack', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

  it('@slack/oauth and @slack/web-api install the app, refresh both tokens and revoke them', async () => {
    const slackApiUrl = `${origin}/sandbox/slack/api/`
    const installer = new InstallProvider({
      clientId: 'sandbox_slack',
      clientSecret: 'sandbox_secret_slack',
      stateVerification: false,
      logger: silent,
      authorizationUrl: `${origin}/sandbox/slack/oauth/v2/authorize`,
      clientOptions: { slackApiUrl, retryConfig: { retries: 0 } },
    })
    const wayBack = await consent(
      testSandbox,
      await installer.generateInstallUrl(
        {
          scopes: ['chat:write', 'channels:read'],
          userScopes: ['search:read.public'],
          redirectUri,
        },
        false,
      ),
    )
    const slack = new WebClient(undefined, { slackApiUrl, retryConfig: { retries: 0 } })
    const client = { client_id: 'sandbox_slack', client_secret: 'sandbox_secret_slack' }
    const installed = await slack.oauth.v2.access({
      ...client,
      code: codeOf(wayBack),
      redirect_uri: redirectUri,
    })
    expect(installed).toMatchObject({
      token_type: 'bot',
      scope: 'chat:write,channels:read',
      team: { name: 'Acme' },
      authed_user: { scope: 'search:read.public', token_type: 'user' },
      expires_in: 43_200,
    })
    const bot = await slack.auth.test({ token: installed.access_token ?? '' })
    expect(bot).toMatchObject({ ok: true, team: 'Acme', user: 'miteos' })
    const user = await slack.auth.test({ token: installed.authed_user?.access_token ?? '' })
    expect(user).toMatchObject({ ok: true, team: 'Acme', user: 'ana' })

    const refresh = (refresh_token = '') =>
      slack.oauth.v2.access({ ...client, grant_type: 'refresh_token', refresh_token })
    const newBot = await refresh(installed.refresh_token)
    expect(newBot).toMatchObject({ token_type: 'bot', expires_in: 43_200 })
    const newUser = await refresh(installed.authed_user?.refresh_token)
    expect(newUser).toMatchObject({ token_type: 'user', expires_in: 43_200 })
    await expect(refresh(installed.refresh_token)).rejects.toThrow('invalid_refresh_token')

    const token = newBot.access_token ?? ''
    expect(await slack.auth.revoke({ token })).toMatchObject({ ok: true, revoked: true })
    await expect(slack.auth.test({ token })).rejects.toThrow('token_revoked')
    const userToken = newUser.access_token ?? ''
    await slack.apps.uninstall({ ...client, token: userToken })
    await expect(slack.auth.test({ token: userToken })).rejects.toThrow('token_revoked')
  })

  it('@slack/web-api creates a channel, posts to it, reads it and searches it', async () => {
    const url = new URL(`${origin}/sandbox/slack/oauth/v2/authorize`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_slack',
      redirect_uri: redirectUri,
      scope: 'chat:write,channels:read,channels:history,channels:manage',
      user_scope: 'search:read.public',
    }).toString()
    const slackApiUrl = `${origin}/sandbox/slack/api/`
    const slack = new WebClient(undefined, { slackApiUrl, retryConfig: { retries: 0 } })
    const installed = await slack.oauth.v2.access({
      client_id: 'sandbox_slack',
      client_secret: 'sandbox_secret_slack',
      code: codeOf(await consent(testSandbox, url)),
      redirect_uri: redirectUri,
    })
    const token = installed.access_token ?? ''
    const created = await slack.conversations.create({ token, name: 'launch' })
    const channel = created.channel?.id ?? ''
    await expect(slack.conversations.create({ token, name: 'launch' })).rejects.toThrow(
      'name_taken',
    )
    const listed = await slack.conversations.list({ token, limit: 2 })
    expect(listed.channels?.map(({ name }) => name)).toEqual(['general', 'random'])
    expect(listed.response_metadata?.next_cursor).not.toBe('')

    const posted = await slack.chat.postMessage({ token, channel, markdown_text: 'Ready to go' })
    const thread_ts = posted.ts ?? ''
    await slack.chat.postMessage({ token, channel, text: 'An answer', thread_ts })
    const history = await slack.conversations.history({ token, channel })
    expect(history.messages).toMatchObject([{ text: 'Ready to go', ts: thread_ts }])
    const replies = await slack.conversations.replies({ token, channel, ts: thread_ts })
    expect(replies.messages?.map(({ text }) => text)).toEqual(['Ready to go', 'An answer'])
    const link = await slack.chat.getPermalink({ token, channel, message_ts: thread_ts })
    expect(link.permalink).toContain(`/archives/${channel}/p`)

    const search = { query: 'ready', content_types: 'messages', include_bots: true }
    await expect(slack.apiCall('assistant.search.context', { token, ...search })).rejects.toThrow(
      'missing_action_token',
    )
    const person = installed.authed_user?.access_token ?? ''
    const found = await slack.apiCall('assistant.search.context', { token: person, ...search })
    expect(found).toMatchObject({ results: { messages: [{ content: 'Ready to go' }] } })
    await expect(slack.search.messages({ token: person, query: 'ready' })).rejects.toThrow(
      'missing_scope',
    )
  })

  async function obtainCode(): Promise<string> {
    const url = new URL(`${origin}/sandbox/slack/oauth/v2/authorize`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_slack',
      redirect_uri: redirectUri,
      scope: 'chat:write',
    }).toString()
    return codeOf(await consent(testSandbox, url))
  }

  async function requestToken(fields: Record<string, string | undefined>) {
    const response = await testSandbox.ask(
      'slack',
      '/api/oauth.v2.access',
      form({
        client_id: 'sandbox_slack',
        client_secret: 'sandbox_secret_slack',
        redirect_uri: redirectUri,
        ...fields,
      }),
    )
    expect(response.status).toBe(200)
    return response.json()
  }

  it.each([
    ['an unknown client', { client_id: 'sandbox_gmail' }, 'invalid_client_id'],
    ['a wrong secret', { client_secret: 'nope' }, 'bad_client_secret'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1/' }, 'bad_redirect_uri'],
    ['no redirect URI', { redirect_uri: undefined }, 'bad_redirect_uri'],
    ['an unknown code', { code: 'nope' }, 'invalid_code'],
    ['another grant type', { grant_type: 'password' }, 'invalid_grant_type'],
  ])('Slack refuses %s with status 200', async (_, fields, error) => {
    expect(await requestToken({ code: await obtainCode(), ...fields })).toEqual({
      ok: false,
      error,
    })
  })

  it('Slack accepts a code once and for ten minutes', async () => {
    const issuedCode = await obtainCode()
    expect(await requestToken({ code: issuedCode })).toMatchObject({ ok: true, token_type: 'bot' })
    expect(await requestToken({ code: issuedCode })).toMatchObject({ error: 'code_already_used' })
    const lateCode = await obtainCode()
    testSandbox.advance(10 * 60_000)
    expect(await requestToken({ code: lateCode })).toMatchObject({ error: 'code_expired' })
  })

  it('a bot token of Slack expires after twelve hours', async () => {
    const { access_token } = await requestToken({ code: await obtainCode() })
    const test = async () => {
      const headers = { Authorization: `Bearer ${access_token}` }
      return (await testSandbox.ask('slack', '/api/auth.test', { method: 'POST', headers })).json()
    }
    expect(await test()).toMatchObject({ ok: true })
    testSandbox.advance(12 * 3_600_000)
    expect(await test()).toEqual({ ok: false, error: 'token_expired' })
  })

  it('Slack reads Basic credentials as plain base64', async () => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    const exchange = async (authorization: string) => {
      const body = new URLSearchParams({ code: await obtainCode(), redirect_uri: redirectUri })
      const init = { method: 'POST', body, headers: { authorization } }
      return (await testSandbox.ask('slack', '/api/oauth.v2.access', init)).json()
    }
    expect(await exchange(basic('sandbox_slack:sandbox_secret_slack'))).toMatchObject({ ok: true })
    expect(await exchange(basic('sandbox%5Fslack:sandbox%5Fsecret%5Fslack'))).toMatchObject({
      error: 'invalid_client_id',
    })
  })
})
