import { expect, test } from 'vitest'
import { createTestDashboard, signedIn } from '@/tests/support/dashboard'
import { problem } from '@/tests/support/fake-miteos'
import { describeOnBothStores } from '@/tests/support/stores'
import { whoIsSignedIn } from './who-is-signed-in'

describeOnBothStores('who is signed in, for the connect pages', async (openStore) => {
  const storage = await openStore()

  async function scene() {
    const { dashboard, miteos } = createTestDashboard(storage)
    const { browser } = await signedIn(dashboard)
    const headers = { cookie: browser.cookieHeader() }
    const who = () => whoIsSignedIn(dashboard, new Request('http://localhost:3000/', { headers }))
    return { miteos, who }
  }

  const limited = () => {
    const answer = problem(429, 'rate_limited')
    answer.headers.set('retry-after', '17')
    return answer
  }
  const noConnection = () => Promise.reject(new TypeError('fetch failed'))

  test.each([
    ['answers too many requests', limited, { notKnown: 'rate_limited', retryAfterSeconds: 17 }],
    ['is not available', () => problem(503, 'unavailable'), { notKnown: 'unavailable' }],
    ['cannot be reached', noConnection, { notKnown: 'unavailable' }],
    ['knows the token no more', () => problem(401, 'unauthorized'), null],
  ])('is told from the answer of an API that %s', async (_, answer, told) => {
    const { miteos, who } = await scene()
    miteos.on('GET /account', answer)
    expect(await who()).toEqual(told)
  })

  test.each([
    ['the token', { kind: 'token', id: 'tok_1', name: 'automation' }],
    ['no token', undefined],
  ])('has %s as its actor, as the API tells it', async (_, actor) => {
    const { miteos, who } = await scene()
    const account = { id: 'acct_1', name: 'Example Ltd', environment: 'test', role: 'admin' }
    const answer = { ...account, actor, available_services: [] }
    miteos.on('GET /account', () => Response.json(answer))
    expect(await who()).toMatchObject({ accountId: 'acct_1', role: 'admin', actor })
  })

  test('is an error when the API gives an answer that makes no sense', async () => {
    const { miteos, who } = await scene()
    miteos.on('GET /account', () => Response.json({}))
    await expect(who()).rejects.toMatchObject({ kind: 'invalid' })
  })
})
