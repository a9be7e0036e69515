import { expect, test } from 'vitest'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const scopesOf = (token: string) => Array.from({ length: 64 }, (_, n) => `${token}:scope_${n}`)
const longId = (letter: string) => letter.repeat(120)

describeOnBothStores('a Slack workspace with the most scopes and the longest ids', (openStore) => {
  test('is connected and listed, with the scopes of both tokens', async () => {
    const server = platformOn(await openStore(), {
      settings: { liveClients: { slack: { id: '1.2', secret: 's' } } },
      async network(request) {
        if (!request.url.endsWith('/oauth.v2.access')) return Response.json({ ok: true, user: 'u' })
        const bot = { access_token: 'xoxb-1', token_type: 'bot' }
        const own = { id: longId('U'), access_token: 'xoxp-1', token_type: 'user' }
        return Response.json({
          ok: true,
          ...bot,
          scope: ['chat:write', ...scopesOf('bot')].join(),
          team: { id: longId('T'), name: 'Acme' },
          authed_user: { ...own, scope: ['search:read.public', ...scopesOf('user')].join() },
        })
      },
    })
    const caller = await server.client({ environment: 'live' })
    const integration = await caller.connect('slack')
    expect(integration.scopes).toHaveLength(128)
    expect(integration.available_tools).toEqual(['post_message', 'search_messages'])
    expect(await json(caller.get('/v1/integrations'))).toEqual([integration])
  })
})
