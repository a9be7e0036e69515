import { expect, test } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { hashSecret } from '@/lib/storage/secret-hash'
import {
  appUrl,
  connectOver,
  otherCallback,
  ownCallback,
  returnedParameters,
  transactionsIn,
} from '@/tests/support/connect'
import { ana, answerPath, validPath, visitorAtProvider } from '@/tests/support/connect-scene'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the way back from a provider', async (openStore) => {
  const storage = await openStore()

  const claim = (code: string | undefined, service: Service = 'slack') => ({
    code: code ?? '',
    accountId: ana.accountId,
    environment: ana.environment,
    service,
    tokenId: 'tok_1',
  })

  test('returns one of our codes, not the provider code, and keeps the cookie for the case that the answer comes again', async () => {
    const { visitor, state, codes, logged } = await visitorAtProvider(storage)
    expect(visitor.cookies.size).toBe(2)
    const response = await visitor.get(answerPath('slack', { code: 'vendor-code', state }))
    expect(response.status).toBe(303)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/callback\?/)
    const sent = returnedParameters(response)
    expect(sent).toEqual({
      oauth_code: expect.stringMatching(/^mtoc_[\w-]{43}$/),
      service: 'slack',
      state: 'state-of-the-link',
      iss: appUrl,
    })
    expect(visitor.cookies.size).toBe(2)
    expect(await codes.redeem(claim(sent.oauth_code))).toMatchObject({
      outcome: 'redeemed',
      grantInput: {
        kind: 'oauth',
        code: 'vendor-code',
        redirectUri: `${appUrl}/integrations/connect/callback/slack`,
      },
    })
    for (const secret of ['vendor-code', state, sent.oauth_code, 'state-of-the-link']) {
      expect(logged()).not.toContain(secret)
    }
  })

  test('keeps the PKCE verifier for a provider that uses PKCE', async () => {
    const { visitor, state, codes } = await visitorAtProvider(storage, 'gmail')
    const sent = returnedParameters(
      await visitor.get(answerPath('gmail', { code: 'vendor-code', state })),
    )
    expect(await codes.redeem(claim(sent.oauth_code, 'gmail'))).toMatchObject({
      grantInput: { codeVerifier: expect.stringMatching(/^[\w-]{43}$/) },
    })
  })

  test('returns a code that expires half a minute before the provider code', async () => {
    const { visitor, codes, wait } = await visitorAtProvider(storage, 'stripe')
    const makeClaim = async () => {
      const state = await visitor.begin('stripe')
      const answer = await visitor.get(answerPath('stripe', { code: 'vendor-code', state }))
      return claim(returnedParameters(answer).oauth_code, 'stripe')
    }
    const [inTime, late] = [await makeClaim(), await makeClaim()]
    wait(269_000)
    expect(await codes.redeem(inTime)).toMatchObject({ outcome: 'redeemed' })
    wait(1000)
    expect(await codes.redeem(late)).toEqual({ outcome: 'expired' })
  })

  test('preserves the query of the registered address', async () => {
    const { visitor, state } = await visitorAtProvider(storage, 'slack', otherCallback)
    const response = await visitor.get(answerPath('slack', { code: 'vendor-code', state }))
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/app\.example\.com\/done\?tenant=7&oauth_code=mtoc_/,
    )
  })

  test('returns a state only when the link had a state', async () => {
    const { browser } = connectOver(storage)
    const visitor = browser(ana)
    const fields = { service: 'slack', redirect_uri: ownCallback }
    const { state = '' } = returnedParameters(
      await visitor.post('/integrations/connect/start', fields),
    )
    const sent = returnedParameters(
      await visitor.get(answerPath('slack', { code: 'vendor-code', state })),
    )
    expect(Object.keys(sent)).toEqual(['oauth_code', 'service', 'iss'])
  })

  test.each(['telegram', 'jira', '__proto__', 'Slack', '%73lack', 'slack/', 'slack/x', ''])(
    'has no page for /%s',
    async (service) => {
      const { visitor, state, logged } = await visitorAtProvider(storage)
      const response = await visitor.get(
        `/integrations/connect/callback/${service}?code=c&state=${state}`,
      )
      await expectRefusal(response, 404, 'There is no such page', logged)
    },
  )

  test.each<[string, string, Record<string, string>]>([
    ['HEAD', 'HEAD', {}],
    ['a prefetch', 'GET', { 'sec-purpose': 'prefetch' }],
    ['a router’s prefetch', 'GET', { 'next-router-prefetch': '1' }],
    ['a link preview', 'GET', { purpose: 'preview' }],
  ])('is not consumed by %s', async (_, method, headers) => {
    const { visitor, state } = await visitorAtProvider(storage)
    const early = await visitor.get(validPath(state), headers, method)
    expect(early.headers.get('location')).toBeNull()
    expect(early.ok).toBe(false)
    expect((await visitor.get(validPath(state))).status).toBe(303)
  })

  test('makes one code for many equal answers at once, and returns it with all of them', async () => {
    const { visitor, state } = await visitorAtProvider(storage)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => visitor.get(validPath(state))),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
    expect(new Set(answers.map((answer) => returnedParameters(answer).oauth_code)).size).toBe(1)
  })

  test('finishes two connections of two tabs in reverse order', async () => {
    const { visitor, state: slack } = await visitorAtProvider(storage)
    const github = await visitor.begin('github')
    const second = returnedParameters(
      await visitor.get(answerPath('github', { code: 'g', state: github })),
    )
    const first = returnedParameters(
      await visitor.get(answerPath('slack', { code: 's', state: slack })),
    )
    expect([first.service, second.service]).toEqual(['slack', 'github'])
  })

  test('finishes two connections of one service', async () => {
    const { visitor, state } = await visitorAtProvider(storage)
    const again = await visitor.begin('slack')
    for (const eachState of [again, state])
      expect((await visitor.get(validPath(eachState))).status).toBe(303)
  })

  test('is refused for the oldest of nine open transactions in one browser', async () => {
    const { visitor, state, logged } = await visitorAtProvider(storage)
    const laterStates: string[] = []
    for (let count = 0; count < 8; count += 1) laterStates.push(await visitor.begin('slack'))
    expect(visitor.cookies.size).toBe(9)
    const response = await visitor.get(validPath(state))
    await expectRefusal(response, 403, 'This browser cannot finish the connection', logged)
    for (const eachState of laterStates)
      expect((await visitor.get(validPath(eachState))).status).toBe(303)
  })

  test('is refused after too many answers in a minute, and consumes nothing', async () => {
    const { browser, logged } = connectOver(storage, { connectsPerMinute: 2 })
    const visitor = browser(ana)
    const state = await visitor.begin('slack')
    for (const forged of ['A', 'B']) await visitor.get(validPath(forged.repeat(43)))
    const response = await visitor.get(validPath(state))
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectRefusal(response, 429, 'Too many connections at once', logged)
    const rows = await transactionsIn(storage)
    expect(rows.find((row) => row.state_hash === hashSecret(state))?.consumed_at).toBeNull()
  })
})
