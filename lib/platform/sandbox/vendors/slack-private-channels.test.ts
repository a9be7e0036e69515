import { expect, it } from 'vitest'
import { codeOf, consent, form, redirectUri, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('private channels of the simulated Slack', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())

  /** Installs the app with these scopes of the bot, and returns the calls with its token. */
  async function install(scope: string) {
    const client = { client_id: 'sandbox_slack', redirect_uri: redirectUri }
    const url = new URL('http://localhost:3000/sandbox/slack/oauth/v2/authorize')
    url.search = new URLSearchParams({ ...client, scope }).toString()
    const exchange = form({
      ...client,
      client_secret: 'sandbox_secret_slack',
      code: codeOf(await consent(testSandbox, url)),
    })
    const installed = await testSandbox.ask('slack', '/api/oauth.v2.access', exchange)
    const { access_token: token } = await installed.json()
    return async (method: string, fields: Record<string, string> = {}) =>
      (await testSandbox.ask('slack', `/api/${method}`, form({ token, ...fields }))).json()
  }

  it('are created with a permission of their own', async () => {
    const call = await install('channels:manage')
    const plans = { name: 'plans-1', is_private: 'true' }
    const missing = { ok: false, error: 'missing_scope' }
    expect(await call('conversations.create', plans)).toEqual({
      ...missing,
      needed: 'groups:write',
    })
    const allowed = await install('groups:write')
    const created = await allowed('conversations.create', plans)
    expect(created).toMatchObject({ ok: true, channel: { name: 'plans-1', is_private: true } })
    const open = await allowed('conversations.create', { name: 'open' })
    expect(open).toEqual({ ...missing, needed: 'channels:manage' })
  })

  it('take messages, and are not listed or read with the permissions for public channels', async () => {
    const call = await install('chat:write,channels:read,channels:history,groups:write')
    const plans = { name: 'plans-2', is_private: 'true' }
    const { channel } = await call('conversations.create', plans)
    const posted = await call('chat.postMessage', { channel: channel.id, text: 'Only for us' })
    expect(posted.ok).toBe(true)
    const listed = await call('conversations.list')
    expect(JSON.stringify(listed)).not.toContain('plans-2')
    const types = 'public_channel,private_channel'
    expect(await call('conversations.list', { types })).toMatchObject({ needed: 'groups:read' })
    for (const method of ['conversations.history', 'conversations.replies']) {
      const read = await call(method, { channel: channel.id, ts: posted.ts })
      expect(read).toEqual({ ok: false, error: 'missing_scope', needed: 'groups:history' })
    }
  })
})
