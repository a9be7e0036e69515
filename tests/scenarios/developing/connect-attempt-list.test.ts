import { expect, test } from 'vitest'
import {
  attemptOf,
  attemptsOf,
  browserOf,
  onlyAttemptOf,
  stepsOf,
  untilCode,
} from '@/tests/support/connect-attempts'
import { appUrl, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const day = 24 * 60 * 60_000

describeOnBothStores('the list of attempts to connect', async (openStore) => {
  const server = platformOn(await openStore())

  test('comes in pages, newest first, each leading to the next', async () => {
    const by = await server.client({ account: 'pages' })
    for (let count = 0; count < 5; count++) await by.goThrough('slack', { reference: `n${count}` })
    const all = await attemptsOf(by)
    const times = all.map(({ started_at }) => started_at)
    expect(times).toEqual([...times].sort().reverse())
    const pages: string[][] = []
    for (let path: string | undefined = '/v1/connect_attempts?limit=2'; path; ) {
      const response = await by.get(path)
      const items: { id: string }[] = await response.json()
      pages.push(items.map(({ id }) => id))
      path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(pages.flat()).toEqual(all.map(({ id }) => id))
  })

  test.each(['?limit=0', '?limit=201', '?cursor=int_01HXYZ', '?reference=a%20b', '?reference='])(
    'refuses the query %s',
    async (query) => {
      const by = await server.client({ account: 'queries' })
      const response = await by.get(`/v1/connect_attempts${query}`)
      expect(await response.json()).toMatchObject({ status: 422, code: 'invalid_request' })
    },
  )

  test('is for admins and support', async () => {
    const admin = await server.client({ account: 'roles' })
    await admin.goThrough('slack')
    const support = await server.client({ account: 'roles', role: 'support' })
    const attempt = await onlyAttemptOf(support)
    expect(await attemptOf(support, attempt.id)).toEqual(attempt)
    const member = await server.client({ account: 'roles', role: 'member' })
    for (const path of ['', `/${attempt.id}`, '/att_01HXYZ', '?reference=unknown']) {
      const response = await member.get(`/v1/connect_attempts${path}`)
      expect(await response.json()).toMatchObject({ status: 403, code: 'forbidden' })
    }
  })

  test('has nothing of another account or environment', async () => {
    const by = await server.client({ account: 'its owner' })
    await by.goThrough('slack', { reference: 'shared-reference' })
    const { id } = await onlyAttemptOf(by)
    const strangers = [
      await server.client({ account: 'not its owner' }),
      await server.client({ account: 'its owner', environment: 'live' }),
    ]
    for (const stranger of strangers) {
      expect(await attemptsOf(stranger)).toEqual([])
      expect(await attemptsOf(stranger, '?reference=shared-reference')).toEqual([])
      const refusals = ['att_01HXYZ', 'no id', id].map(async (unknown) => {
        const response = await stranger.get(`/v1/connect_attempts/${unknown}`)
        return { ...(await response.json()), request_id: '' }
      })
      const [unknown, ...others] = await Promise.all(refusals)
      expect(unknown).toMatchObject({ status: 404, code: 'not_found' })
      expect(others).toEqual([unknown, unknown])
    }
  })

  test('says what has expired, when the time for the next step is over', async () => {
    const by = await server.client({ account: 'too slow' })
    await browserOf(server, by).leave('slack')
    await by.goThrough('notion')
    const read = () => attemptsOf(by).then(([code, provider]) => ({ code, provider }))
    server.advance(290_000)
    expect(await read()).toMatchObject({
      code: { outcome: 'under_way' },
      provider: { outcome: 'under_way' },
    })
    server.advance(20_000)
    expect(await read()).toMatchObject({
      code: {
        outcome: 'expired',
        reason: 'The code expired before a connection was made with it.',
      },
      provider: { outcome: 'under_way' },
    })
    server.advance(300_000)
    const { code, provider } = await read()
    expect(provider).toMatchObject({
      outcome: 'expired',
      reason: 'No answer from Slack was accepted in time.',
    })
    expect(code && stepsOf(code)).toEqual(untilCode)
  })

  test('loses what began more than 30 days ago, with its steps and references', async () => {
    const ownServer = platformOn(await openStore())
    const by = await ownServer.client()
    await by.goThrough('slack', { reference: 'old' })
    ownServer.advance(2 * day)
    await by.connect('slack')
    ownServer.advance(28 * day - 60_000)
    await ownServer.platform.runBackground()
    expect(await attemptsOf(by)).toHaveLength(2)
    ownServer.advance(120_000)
    await ownServer.platform.runBackground()
    const kept = await onlyAttemptOf(by)
    expect(kept).toMatchObject({ outcome: 'connected' })
    expect(await attemptsOf(by, '?reference=old')).toEqual([])
    const { db } = ownServer.storage
    for (const table of ['connect_attempt_steps', 'connect_attempt_references'] as const) {
      const rows = await db.selectFrom(table).select('attempt_id').distinct().execute()
      expect(rows).toEqual([{ attempt_id: kept.id }])
    }
  })

  test('is the same on two servers with one store, whichever of them did a step', async () => {
    const other = platformOn(server.storage)
    const by = await server.client({ account: 'two servers' })
    const browser = browserOf(server, by)
    const elsewhere = browserOf(other, by)
    const provider = await browser.leave('slack')
    const page = await elsewhere.comeBack(await browser.answerAt(provider))
    expect(page.status).toBe(403)
    const oauth_code = await by.code('slack')
    const authorization = `Bearer ${by.token}`
    const redeemed = await other.anonymous('POST', '/v1/integrations', {
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'slack', oauth_code }),
    })
    expect(redeemed.status).toBe(201)
    const answer = await other.anonymous('GET', '/v1/connect_attempts', {
      headers: { authorization },
    })
    expect(await answer.json()).toEqual(await attemptsOf(by))
    expect(await attemptsOf(by)).toMatchObject([
      { outcome: 'connected' },
      { outcome: 'under_way', redirect_host: new URL(appUrl).host },
    ])
  })

  test('leaves out a row that only a newer version can read, with an alarm', async () => {
    const ownServer = platformOn(await openStore())
    const by = await ownServer.client()
    await by.goThrough('slack')
    await by.goThrough('notion')
    const [newer, known] = await attemptsOf(by)
    await ownServer.storage.db
      .updateTable('connect_attempts')
      .set({ service: 'linear' })
      .where('id', '=', newer?.id ?? '')
      .execute()
    expect(await attemptsOf(by)).toEqual([known])
    expect((await by.get(`/v1/connect_attempts/${newer?.id}`)).status).toBe(404)
    expect(ownServer.logged().match(/operator alarm/g)).toHaveLength(1)
  })
})
