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
import { ana, anaAtProvider, answerPath, validPath } from '@/tests/support/connect-scene'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the way back from a provider', async (openStore) => {
  const storage = await openStore()

  const claim = (code: string | undefined, service: Service = 'slack') => ({
    code: code ?? '',
    accountId: ana.accountId,
    environment: ana.environment,
    service,
    usedBy: 'tok_1',
  })

  test('returns a code of ours, never the provider’s, and keeps the cookie for the case that the answer comes again', async () => {
    const { visitor, state, codes, logged } = await anaAtProvider(storage)
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
      state: 'their-state',
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
    for (const secret of ['vendor-code', state, sent.oauth_code, 'their-state']) {
      expect(logged()).not.toContain(secret)
    }
  })

  test('keeps the verifier for a provider that uses PKCE', async () => {
    const { visitor, state, codes } = await anaAtProvider(storage, 'gmail')
    const sent = returnedParameters(
      await visitor.get(answerPath('gmail', { code: 'vendor-code', state })),
    )
    expect(await codes.redeem(claim(sent.oauth_code, 'gmail'))).toMatchObject({
      grantInput: { codeVerifier: expect.stringMatching(/^[\w-]{43}$/) },
    })
  })

  test('ends half a minute before the provider’s code does', async () => {
    const { visitor, codes, wait } = await anaAtProvider(storage, 'stripe')
    const code = async () => {
      const state = await visitor.begin('stripe')
      const answer = await visitor.get(answerPath('stripe', { code: 'vendor-code', state }))
      return claim(returnedParameters(answer).oauth_code, 'stripe')
    }
    const [inTime, late] = [await code(), await code()]
    wait(269_000)
    expect(await codes.redeem(inTime)).toMatchObject({ outcome: 'redeemed' })
    wait(1000)
    expect(await codes.redeem(late)).toEqual({ outcome: 'expired' })
  })

  test('preserves the query of the registered address', async () => {
    const { visitor, state } = await anaAtProvider(storage, 'slack', otherCallback)
    const response = await visitor.get(answerPath('slack', { code: 'vendor-code', state }))
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/app\.example\.com\/done\?tenant=7&oauth_code=mtoc_/,
    )
  })

  test('echoes a state only when one was given', async () => {
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
    'there is none for /%s',
    async (service) => {
      const { visitor, state, logged } = await anaAtProvider(storage)
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
  ])('is not used up by %s', async (_, method, headers) => {
    const { visitor, state } = await anaAtProvider(storage)
    const looked = await visitor.get(validPath(state), headers, method)
    expect(looked.headers.get('location')).toBeNull()
    expect(looked.ok).toBe(false)
    expect((await visitor.get(validPath(state))).status).toBe(303)
  })

  test('of many equal answers at once exactly one makes a code, and all return with it', async () => {
    const { visitor, state } = await anaAtProvider(storage)
    const all = await Promise.all(Array.from({ length: 10 }, () => visitor.get(validPath(state))))
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 303))
    expect(new Set(all.map((answer) => returnedParameters(answer).oauth_code)).size).toBe(1)
  })

  test('two connections in two tabs can be finished in reverse order', async () => {
    const { visitor, state: slack } = await anaAtProvider(storage)
    const github = await visitor.begin('github')
    const second = returnedParameters(
      await visitor.get(answerPath('github', { code: 'g', state: github })),
    )
    const first = returnedParameters(
      await visitor.get(answerPath('slack', { code: 's', state: slack })),
    )
    expect([first.service, second.service]).toEqual(['slack', 'github'])
  })

  test('one service can be connected twice at the same time', async () => {
    const { visitor, state } = await anaAtProvider(storage)
    const again = await visitor.begin('slack')
    for (const each of [again, state]) expect((await visitor.get(validPath(each))).status).toBe(303)
  })

  test('a browser has at most eight open transactions', async () => {
    const { visitor, state, logged } = await anaAtProvider(storage)
    const later: string[] = []
    for (let count = 0; count < 8; count += 1) later.push(await visitor.begin('slack'))
    expect(visitor.cookies.size).toBe(9)
    const given = await visitor.get(validPath(state))
    await expectRefusal(given, 403, 'This browser cannot finish the connection', logged)
    for (const each of later) expect((await visitor.get(validPath(each))).status).toBe(303)
  })

  test('too many answers in a minute are refused, and nothing is consumed', async () => {
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
