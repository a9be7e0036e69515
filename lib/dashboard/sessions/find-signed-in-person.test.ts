import { expect, test } from 'vitest'
import { createTestDashboard, signedIn } from '@/tests/support/dashboard'
import { problem } from '@/tests/support/fake-miteos'
import { describeOnBothStores } from '@/tests/support/stores'
import { findSignedInPerson } from './find-signed-in-person'

describeOnBothStores('findSignedInPerson', async (openStore) => {
  const storage = await openStore()

  async function start() {
    const { dashboard, miteos } = createTestDashboard(storage)
    const { browser } = await signedIn(dashboard)
    const headers = { cookie: browser.cookieHeader() }
    const findPerson = () =>
      findSignedInPerson(dashboard, new Request('http://localhost:3000/', { headers }))
    return { miteos, findPerson }
  }

  const limited = () => {
    const answer = problem(429, 'rate_limited')
    answer.headers.set('retry-after', '17')
    return answer
  }
  const noConnection = () => Promise.reject(new TypeError('fetch failed'))

  test.each([
    [
      'answers that there are too many requests',
      limited,
      { whyNotKnown: 'rate_limited', retryAfterSeconds: 17 },
    ],
    ['is not available', () => problem(503, 'unavailable'), { whyNotKnown: 'unavailable' }],
    ['cannot be reached', noConnection, { whyNotKnown: 'unavailable' }],
    ['no longer knows the token', () => problem(401, 'unauthorized'), null],
  ])('returns no person when the API %s', async (_, answer, expected) => {
    const { miteos, findPerson } = await start()
    miteos.on('GET /account', answer)
    expect(await findPerson()).toEqual(expected)
  })

  test.each([
    ['the token', { kind: 'token', id: 'tok_1', name: 'automation' }],
    ['no token', undefined],
  ])('returns a person with %s as actor, as the API tells it', async (_, actor) => {
    const { miteos, findPerson } = await start()
    const account = { id: 'acct_1', name: 'Example Ltd', environment: 'test', role: 'admin' }
    const answer = { ...account, actor, available_services: [] }
    miteos.on('GET /account', () => Response.json(answer))
    expect(await findPerson()).toMatchObject({ accountId: 'acct_1', role: 'admin', actor })
  })

  test('throws when the answer of the API makes no sense', async () => {
    const { miteos, findPerson } = await start()
    miteos.on('GET /account', () => Response.json({}))
    await expect(findPerson()).rejects.toMatchObject({ kind: 'invalid' })
  })
})
