import { expect, test } from 'vitest'
import {
  answerFor,
  attemptOf,
  attemptsOf,
  browserOf,
  foundBy,
  onlyAttemptOf,
  referenceOn,
  stepsOf,
  untilCode,
} from '@/tests/support/connect-attempts'
import { appUrl, type Client, platformOn } from '@/tests/support/platform'
import { createBrowser } from '@/tests/support/platform-browser'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an attempt to connect', async (openStore) => {
  const server = platformOn(await openStore())

  /** Returns a browser at Slack, with the attempt that it is in. */
  async function atSlack(account: string, redirectUri?: string) {
    const by = await server.client({ account })
    if (redirectUri) await by.post('/v1/redirect_uris', { uri: redirectUri, app_name: 'App' })
    const browser = browserOf(server, by, redirectUri)
    const provider = await browser.leave('slack')
    return { by, browser, provider, attempt: await onlyAttemptOf(by) }
  }

  async function requestIdOf(response: Promise<Response>, status: number) {
    const answer = await response
    expect(answer.status).toBe(status)
    const { request_id } = await answer.json()
    return String(request_id)
  }

  const redeem = (by: Client, oauth_code: string, more: object = {}) =>
    by.post('/v1/integrations', { service: 'slack', oauth_code, ...more })

  test('is found by the request id of each step, and by the reference of its link', async () => {
    const by = await server.client({ account: 'each step' })
    await by.connect('slack', { reference: 'att_of_the_dashboard-1' })
    const attempt = await onlyAttemptOf(by)
    await by.connect('slack', { reference: 'another' })
    const ids = attempt.steps.flatMap(({ request_id }) => request_id ?? [])
    for (const reference of ['att_of_the_dashboard-1', ...ids]) {
      expect(await foundBy(by, reference)).toEqual([attempt.id])
    }
    expect(await foundBy(by, 'att_of_the_dashboard-2')).toEqual([])
    expect(await foundBy(by, attempt.id)).toEqual([])
  })

  test('is found by a reference that a client gave to several attempts, newest first', async () => {
    const by = await server.client({ account: 'one reference' })
    for (let count = 0; count < 3; count++) await by.goThrough('slack', { reference: 'order-17' })
    await by.goThrough('slack')
    const found = await foundBy(by, 'order-17')
    expect(found).toEqual((await attemptsOf(by)).map(({ id }) => id).slice(1))
    const response = await by.get('/v1/connect_attempts?reference=order-17&limit=2')
    expect(await response.json()).toHaveLength(2)
    expect(response.headers.get('link')).toContain('reference=order-17')
  })

  test.each<[string, string, (scene: Awaited<ReturnType<typeof atSlack>>) => Promise<Response>]>([
    [
      'who is signed out',
      'signed out',
      ({ provider }) =>
        createBrowser(server.platform, appUrl, 'nobody').comeBack(
          answerFor('slack', provider, { code: 'forged' }),
        ),
    ],
    [
      'in another browser',
      'other browser',
      ({ by, provider }) =>
        browserOf(server, by).comeBack(answerFor('slack', provider, { code: 'forged' })),
    ],
    [
      'with an answer that contradicts itself',
      'contradiction',
      ({ browser, provider }) =>
        browser.comeBack(answerFor('slack', provider, { code: 'forged', error: 'server_error' })),
    ],
    [
      'with an answer for another service',
      'other service',
      ({ browser, provider }) =>
        browser.comeBack(answerFor('github', provider, { code: 'forged' })),
    ],
  ])(
    'is found by the reference of the page for a person %s, who can still go on',
    async (_, account, refuse) => {
      const scene = await atSlack(account)
      const { by, browser, provider, attempt } = scene
      const reference = await referenceOn(await refuse(scene))
      expect(await foundBy(by, reference)).toEqual([attempt.id])
      expect(await attemptOf(by, attempt.id)).toEqual(attempt)
      const back = await browser.comeBack(await browser.answerAt(provider))
      const oauth_code = new URL(back.headers.get('location') ?? '').searchParams.get('oauth_code')
      expect((await redeem(by, oauth_code ?? '')).status).toBe(201)
      expect(await attemptOf(by, attempt.id)).toMatchObject({ outcome: 'connected' })
    },
  )

  test('is shown as a link to people of its account, and for nobody else', async () => {
    const { by, provider, attempt } = await atSlack('linked reference')
    const stranger = await server.client({ account: 'stranger at the callback' })
    const live = await server.client({ account: 'linked reference', environment: 'live' })
    const forged = answerFor('slack', provider, { code: 'forged' })
    for (const [visitor, isLink] of [
      [by, true],
      [stranger, false],
      [live, false],
    ] as const) {
      const page = await browserOf(server, visitor).comeBack(forged)
      const hasLink = (await page.clone().text()).includes(`href="${appUrl}/attempts/`)
      expect(hasLink).toBe(isLink)
      expect(await foundBy(by, await referenceOn(page))).toEqual([attempt.id])
    }
  })

  test('is found by the reference of the page that ends it because its return address was deleted', async () => {
    const uri = 'https://app.example.com/callback'
    const { by, browser, provider, attempt } = await atSlack('deleted address', uri)
    const [{ id }] = await (await by.get('/v1/redirect_uris')).json()
    await by.delete(`/v1/redirect_uris/${id}`)
    const page = await browser.comeBack(await browser.answerAt(provider))
    expect(page.status).toBe(410)
    expect(await foundBy(by, await referenceOn(page))).toEqual([attempt.id])
    const ended = await attemptOf(by, attempt.id)
    expect(ended.outcome).toBe('failed')
    expect(ended.reason).toContain('This return address is no longer registered.')
    expect(stepsOf(ended)).toEqual(['started', 'at_provider', 'returned: failed'])
  })

  test('is found by the reference of a page after its end, which changes nothing', async () => {
    const { by, browser, provider, attempt } = await atSlack('after the end')
    const address = await browser.answerAt(provider, { decision: 'deny' })
    await browser.comeBack(address)
    const denied = await attemptOf(by, attempt.id)
    const page = await browserOf(server, by).comeBack(address)
    expect(page.status).toBe(409)
    expect(await foundBy(by, await referenceOn(page))).toEqual([attempt.id])
    expect(await attemptOf(by, attempt.id)).toEqual(denied)
  })

  test('is found by the request id of a problem with a code that was used, is too old or was sent with a mistake', async () => {
    const by = await server.client({ account: 'refused code' })
    const code = await by.code('slack')
    const unknownTarget = redeem(by, code, { reconnects: 'int_01HXYZ' })
    const otherService = redeem(by, code, { service: 'github' })
    const support = await server.client({ account: 'refused code', role: 'support' })
    const mistakes = [
      await requestIdOf(unknownTarget, 404),
      await requestIdOf(otherService, 400),
      await requestIdOf(redeem(support, code), 403),
    ]
    const before = await onlyAttemptOf(by)
    expect(before.outcome).toBe('under_way')
    expect(stepsOf(before)).toEqual(untilCode)
    expect((await redeem(by, code)).status).toBe(201)
    const connected = await onlyAttemptOf(by)
    const used = await requestIdOf(redeem(by, code), 400)
    for (const reference of [...mistakes, used]) {
      expect(await foundBy(by, reference)).toEqual([connected.id])
    }
    expect(await onlyAttemptOf(by)).toEqual(connected)

    const late = await by.code('slack')
    server.advance(301_000)
    const tooOld = await requestIdOf(redeem(by, late), 400)
    const [expired] = await attemptsOf(by)
    expect(await foundBy(by, tooOld)).toEqual([expired?.id])
    expect(expired).toMatchObject({ outcome: 'expired' })
  })

  test('is not found by the request id of a problem that another account or environment got', async () => {
    const by = await server.client({ account: 'owner of the code' })
    const code = await by.code('slack')
    for (const stranger of [
      await server.client({ account: 'stranger' }),
      await server.client({ account: 'owner of the code', environment: 'live' }),
    ]) {
      const response = await redeem(stranger, code)
      const { request_id } = await response.json()
      expect(await foundBy(by, request_id)).toEqual([])
      expect(await foundBy(stranger, request_id)).toEqual([])
    }
    const { steps } = await onlyAttemptOf(by)
    expect(await foundBy(by, steps[0]?.request_id ?? '')).toHaveLength(1)
  })

  test('keeps at most 50 references', async () => {
    const { by, browser, provider, attempt } = await atSlack('too many references')
    const wrong = answerFor('slack', provider, { code: 'forged', error: 'server_error' })
    const references: string[] = []
    for (let count = 0; count < 55; count++) {
      references.push(await referenceOn(await browser.comeBack(wrong)))
    }
    expect(await foundBy(by, references[0] ?? '')).toEqual([attempt.id])
    expect(await foundBy(by, references[54] ?? '')).toEqual([])
    const kept = await server.storage.db
      .selectFrom('connect_attempt_references')
      .select('reference')
      .where('attempt_id', '=', attempt.id)
      .execute()
    expect(kept).toHaveLength(50)
    await browser.comeBack(await browser.answerAt(provider))
    expect(stepsOf(await attemptOf(by, attempt.id))).toEqual(untilCode)
  })
})
