import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { describeLive, githubCalls, json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const unavailable = () => new Response('oops', { status: 503 })

describeLive('a grant that several integrations use', (scene) => {
  test('stays when one of them is disconnected, also when they are in two accounts', async () => {
    const live = await scene()
    const other = await live.server.client({ account: 'another', environment: 'live' })
    const [mine, theirs] = [await live.client.connect('github'), await other.connect('github')]
    expect((await live.client.delete(`/v1/integrations/${mine.id}`)).status).toBe(204)
    expect(live.github.calls[githubCalls.revokeGrant]).toBeUndefined()
    expect(live.github.alive.has('gho_canary_access_1')).toBe(false)
    expect(await live.eventTypesOf(mine)).toEqual([
      'revocation_skipped',
      'disconnected',
      'connected',
    ])
    expect(await live.check(theirs, other)).toMatchObject({ status: 'connected' })
    await other.delete(`/v1/integrations/${theirs.id}`)
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
  })

  test('is not ended by a revocation that waited while the account was reconnected', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.revokeGrant, unavailable)
    await live.client.delete(`/v1/integrations/${integration.id}`)
    const again = await live.client.connect('github')
    expect(again.id).toBe(integration.id)
    live.github.setAnswer(githubCalls.revokeGrant, undefined)
    live.server.advance(3 * 60_000)
    await live.server.platform.runBackground()
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.check(again)).toMatchObject({ status: 'connected' })
  })

  test('is not ended when the account of a second grant of the same person cannot be asked', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    const other = await live.server.client({ account: 'other', environment: 'live' })
    const oauth_code = await other.code('github')
    live.github.setAnswer(githubCalls.user, unavailable)
    const failed = await json(other.post('/v1/integrations', { service: 'github', oauth_code }))
    expect(failed).toMatchObject({ status: 502, code: 'provider_error' })
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_1'])
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
  })
})

describeOnBothStores('the two Google services', (openStore) => {
  const googleOrigin = 'http://127.0.0.1:9010'
  const client = (id: string) => ({ id: `${id}.apps.googleusercontent.com`, secret: 'secret' })

  async function connectTwice(gmail: string, ads: string) {
    const sub = String(randomInt(1, 2 ** 40))
    const revoked: string[] = []
    const server = platformOn(await openStore(), {
      settings: {
        liveClients: { gmail: client(gmail), google_ads: client(ads) },
        providerOrigins: { gmail: googleOrigin, google_ads: googleOrigin },
      },
      async network(request) {
        const { pathname, searchParams } = new URL(request.url)
        if (pathname === '/token') {
          const scope = `openid email https://www.googleapis.com/auth/${
            (await request.text()).includes(ads) ? 'adwords' : 'gmail.modify'
          }`
          const token = { access_token: 'ya29.x', refresh_token: '1//r', expires_in: 3599 }
          return Response.json({ ...token, scope, token_type: 'Bearer' })
        }
        if (pathname === '/revoke') revoked.push(searchParams.get('token') ?? '')
        return Response.json({ sub, email: 'ana@example.com' })
      },
    })
    const caller = await server.client({ environment: 'live' })
    return {
      caller,
      revoked,
      gmail: await caller.connect('gmail'),
      ads: await caller.connect('google_ads'),
    }
  }

  test('share one grant in one Google project: the first disconnect keeps the grant, the last one ends it', async () => {
    const { caller, revoked, gmail, ads } = await connectTwice('4711-mail', '4711-ads')
    await caller.delete(`/v1/integrations/${gmail.id}`)
    expect(revoked).toEqual([])
    await caller.delete(`/v1/integrations/${ads.id}`)
    expect(revoked).toEqual(['1//r'])
  })

  test('have a grant each in two Google projects', async () => {
    const { caller, revoked, gmail } = await connectTwice('4711-mail', '4712-ads')
    await caller.delete(`/v1/integrations/${gmail.id}`)
    expect(revoked).toEqual(['1//r'])
  })
})

describeOnBothStores('two people of one Slack workspace', (openStore) => {
  test('share its bot: the first disconnect keeps the grant of the bot, the last one ends it', async () => {
    const server = platformOn(await openStore())
    const [one, two] = [await server.client({ account: 'one' }), await server.client()]
    const [mine, theirs] = [await one.connect('slack'), await two.connect('slack')]
    await one.delete(`/v1/integrations/${mine.id}`)
    const eventsOf = async (caller: typeof one, id: string) =>
      JSON.stringify(await json(caller.get(`/v1/integrations/${id}/events`)))
    expect(await eventsOf(one, mine.id)).toContain('revocation_skipped')
    expect(await json(two.post(`/v1/integrations/${theirs.id}/check`))).toMatchObject({
      status: 'connected',
    })
    await two.delete(`/v1/integrations/${theirs.id}`)
    expect(await eventsOf(two, theirs.id)).toContain('revoked_at_provider')
  })
})

describeOnBothStores('a person’s own token in a shared Slack workspace', (openStore) => {
  async function connectTwice(second: string) {
    const revoked: string[] = []
    let user = 'U1'
    const server = platformOn(await openStore(), {
      settings: { liveClients: { slack: { id: '1.2', secret: 's' } } },
      async network(request) {
        if (request.url.endsWith('/auth.revoke')) {
          revoked.push(request.headers.get('authorization') ?? '')
        }
        if (!request.url.endsWith('/oauth.v2.access')) return Response.json({ ok: true, user })
        const own = { id: user, access_token: `xoxp-${user}`, scope: 'search:read.public' }
        const bot = { access_token: 'xoxb-1', token_type: 'bot', scope: 'chat:write' }
        const authed_user = { ...own, token_type: 'user' }
        return Response.json({ ok: true, ...bot, team: { id: 'T1', name: 'Acme' }, authed_user })
      },
    })
    const [one, two] = await Promise.all(
      ['one', 'two'].map((account) => server.client({ account, environment: 'live' })),
    )
    const mine = await one?.connect('slack')
    user = second
    await two?.connect('slack')
    expect((await one?.delete(`/v1/integrations/${mine?.id}`))?.status).toBe(204)
    return revoked
  }

  test('is revoked with the integration of that person', async () => {
    expect(await connectTwice('U2')).toEqual(['Bearer xoxp-U1'])
  })

  test('stays when the same person connected the workspace twice', async () => {
    expect(await connectTwice('U1')).toEqual([])
  })
})

describeOnBothStores('a Google grant whose account could not be asked', (openStore) => {
  test('does not end another integration of the same person when its access token has expired', async () => {
    const googleOrigin = 'http://127.0.0.1:9010'
    const ended: string[] = []
    let isDown = false
    const server = platformOn(await openStore(), {
      settings: {
        liveClients: { gmail: { id: '4711-mail', secret: 'secret' } },
        providerOrigins: { gmail: googleOrigin },
      },
      async network(request) {
        const { pathname, searchParams } = new URL(request.url)
        const text = await request.text()
        if (pathname === '/token') {
          const access_token = text.includes('refresh_token=') ? 'ya29.new' : 'ya29.old'
          const scope = 'openid email https://www.googleapis.com/auth/gmail.modify'
          const rest = { expires_in: 3599, token_type: 'Bearer', scope }
          return Response.json({ access_token, refresh_token: '1//r', ...rest })
        }
        if (pathname === '/revoke') {
          ended.push(searchParams.get('token') ?? '')
          return Response.json({})
        }
        if (isDown) return unavailable()
        const isOld = request.headers.get('authorization') === 'Bearer ya29.old'
        return isOld && hasExpired
          ? Response.json({ error: 'invalid_token' }, { status: 400 })
          : Response.json({ sub: '1082', email: 'ana@example.com' })
      },
    })
    let hasExpired = false
    const [caller, other] = [
      await server.client({ environment: 'live' }),
      await server.client({ account: 'other', environment: 'live' }),
    ]
    await caller.connect('gmail')
    const oauth_code = await other.code('gmail')
    isDown = true
    const failed = await other.post('/v1/integrations', { service: 'gmail', oauth_code })
    expect(failed.status).toBe(502)
    server.advance(2 * 60 * 60_000)
    hasExpired = true
    isDown = false
    await server.platform.runBackground()
    expect(ended).toEqual([])
    const queued = server.storage.db.selectFrom('revocations').selectAll()
    expect(await queued.execute()).toEqual([])
  })
})
