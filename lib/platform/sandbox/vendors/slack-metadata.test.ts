import { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { codeOf, consent, redirectUri, sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('The messages of Slack', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

  it('@slack/web-api writes metadata and reads it, and finds messages with the older search', async () => {
    const url = new URL(`${origin}/sandbox/slack/oauth/v2/authorize`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_slack',
      redirect_uri: redirectUri,
      scope: 'chat:write,channels:history,channels:manage',
      user_scope: 'search:read',
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
    const metadata = { event_type: 'a_test', event_payload: { key: 'k1' } }
    const channel = 'C01RANDOM01'
    await slack.chat.postMessage({ token, channel, text: 'Unforgettable', metadata })
    const read = (all: boolean) =>
      slack.conversations.history({ token, channel, include_all_metadata: all, limit: 1 })
    expect((await read(true)).messages).toMatchObject([{ metadata }])
    expect((await read(false)).messages?.[0]?.metadata).toEqual({ event_type: 'a_test' })
    const noMetadata = { token, channel, text: 'x', metadata: JSON.parse('{"event_type":""}') }
    await expect(slack.chat.postMessage(noMetadata)).rejects.toThrow('invalid_metadata_format')
    const privateChannel = { token, name: 'secret', is_private: true }
    await expect(slack.conversations.create(privateChannel)).rejects.toThrow('missing_scope')

    const person = installed.authed_user?.access_token ?? ''
    const { messages } = await slack.search.messages({ token: person, query: 'unforgettable' })
    expect(messages).toMatchObject({ total: 1, matches: [{ text: 'Unforgettable' }] })
    await expect(slack.search.messages({ token, query: 'x' })).rejects.toThrow(
      'not_allowed_token_type',
    )
  })
})
