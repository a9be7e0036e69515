import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { fakeVendors, vendorSettings } from '@/tests/support/fake-vendors'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { goodAnswers } from '@/tests/support/token-answers'

const hour = 60 * 60_000
const { refresh_token, ...withoutRefreshToken } = goodAnswers.gmail

describeOnBothStores('a Google account that comes without a refresh token', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  async function scene(account: string) {
    const vendors = fakeVendors()
    const server = platformOn(storage, { settings: vendorSettings, network: vendors.network })
    const caller = await server.client({ account, environment: 'live' })
    const presentedTokens: (string | null)[] = []
    vendors.tokenAnswer = () => Response.json(withoutRefreshToken)
    return {
      server,
      vendors,
      caller,
      presentedTokens,
      check: async (id: string) => json(caller.post(`/v1/integrations/${id}/check`)),
      setExchangeAnswer: (answer: object) => {
        vendors.tokenAnswer = () => Response.json(answer)
      },
      setRefreshAnswer: (answer: object, init?: ResponseInit) => {
        vendors.tokenAnswer = (request) => {
          void request.text().then((text) => {
            presentedTokens.push(new URLSearchParams(text).get('refresh_token'))
          })
          return Response.json(answer, init)
        }
      },
    }
  }

  test('has the time at which its grant ends, and is an error after that time', async () => {
    const { caller, server, vendors, check } = await scene('first without')
    const before = Date.now()
    const integration = await caller.connect('gmail')
    const end = Date.parse(integration.expires_at ?? '')
    expect(end).toBeGreaterThanOrEqual(before + 3_599_000)
    expect(end).toBeLessThanOrEqual(Date.now() + 3_599_000)
    expect(await json(caller.get('/v1/integrations'))).toEqual([integration])
    server.advance(2 * hour)
    vendors.hasExpiredTokens = true
    const ended = await check(integration.id)
    expect(ended).toMatchObject({ id: integration.id, status: 'error', status_reason: 'expired' })
    expect(ended).not.toHaveProperty('expires_at')
  })

  test('keeps the refresh token that the same account already had', async () => {
    const { caller, server, check, presentedTokens, setExchangeAnswer, setRefreshAnswer } =
      await scene('known with')
    setExchangeAnswer(goodAnswers.gmail)
    const integration = await caller.connect('gmail')
    expect(integration).not.toHaveProperty('expires_at')
    setExchangeAnswer(withoutRefreshToken)
    expect(await caller.connect('gmail')).not.toHaveProperty('expires_at')
    server.advance(2 * hour)
    setRefreshAnswer(withoutRefreshToken)
    expect(await check(integration.id)).toMatchObject({ id: integration.id, status: 'connected' })
    expect(presentedTokens).toEqual([refresh_token])
  })

  test('does not keep a refresh token that Google has refused', async () => {
    const { caller, server, check, setExchangeAnswer, setRefreshAnswer } =
      await scene('known with a dead one')
    setExchangeAnswer(goodAnswers.gmail)
    const integration = await caller.connect('gmail')
    server.advance(2 * hour)
    setRefreshAnswer({ error: 'invalid_grant' }, { status: 400 })
    expect(await check(integration.id)).toMatchObject({ status: 'error', status_reason: 'expired' })
    setExchangeAnswer(withoutRefreshToken)
    expect(await caller.connect('gmail')).toMatchObject({
      id: integration.id,
      status: 'connected',
      expires_at: expect.any(String),
    })
  })

  test('has no end any more once it is reconnected with a refresh token', async () => {
    const { caller, setExchangeAnswer } = await scene('repaired')
    expect(await caller.connect('gmail')).toHaveProperty('expires_at')
    setExchangeAnswer(goodAnswers.gmail)
    expect(await caller.connect('gmail')).not.toHaveProperty('expires_at')
  })

  test('has no end once it is disconnected', async () => {
    const { caller } = await scene('disconnected')
    const { id } = await caller.connect('gmail')
    await caller.delete(`/v1/integrations/${id}`)
    const listed = await json(caller.get(`/v1/integrations/${id}`))
    expect(listed).toMatchObject({ status: 'disconnected' })
    expect(listed).not.toHaveProperty('expires_at')
  })
})
