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
    const work = platformOn(storage, { settings: vendorSettings, network: vendors.network })
    const caller = await work.client({ account, environment: 'live' })
    const presented: (string | null)[] = []
    vendors.tokenAnswer = () => Response.json(withoutRefreshToken)
    return {
      work,
      vendors,
      caller,
      presented,
      check: async (id: string) => json(caller.post(`/v1/integrations/${id}/check`)),
      granting: (answer: object) => {
        vendors.tokenAnswer = () => Response.json(answer)
      },
      refreshing: (answer: object, init?: ResponseInit) => {
        vendors.tokenAnswer = (request) => {
          void request.text().then((text) => {
            presented.push(new URLSearchParams(text).get('refresh_token'))
          })
          return Response.json(answer, init)
        }
      },
    }
  }

  test('says when it ends, and ends then', async () => {
    const { caller, work, vendors, check } = await scene('first without')
    const before = Date.now()
    const integration = await caller.connect('gmail')
    const end = Date.parse(integration.expires_at ?? '')
    expect(end).toBeGreaterThanOrEqual(before + 3_599_000)
    expect(end).toBeLessThanOrEqual(Date.now() + 3_599_000)
    expect(await json(caller.get('/v1/integrations'))).toEqual([integration])
    work.advance(2 * hour)
    vendors.hasExpiredTokens = true
    const ended = await check(integration.id)
    expect(ended).toMatchObject({ id: integration.id, status: 'error', status_reason: 'expired' })
    expect(ended).not.toHaveProperty('expires_at')
  })

  test('keeps the refresh token that the same account already had', async () => {
    const { caller, work, check, presented, granting, refreshing } = await scene('known with')
    granting(goodAnswers.gmail)
    const integration = await caller.connect('gmail')
    expect(integration).not.toHaveProperty('expires_at')
    granting(withoutRefreshToken)
    expect(await caller.connect('gmail')).not.toHaveProperty('expires_at')
    work.advance(2 * hour)
    refreshing(withoutRefreshToken)
    expect(await check(integration.id)).toMatchObject({ id: integration.id, status: 'connected' })
    expect(presented).toEqual([refresh_token])
  })

  test('does not keep one that Google has refused', async () => {
    const { caller, work, check, granting, refreshing } = await scene('known with a dead one')
    granting(goodAnswers.gmail)
    const integration = await caller.connect('gmail')
    work.advance(2 * hour)
    refreshing({ error: 'invalid_grant' }, { status: 400 })
    expect(await check(integration.id)).toMatchObject({ status: 'error', status_reason: 'expired' })
    granting(withoutRefreshToken)
    expect(await caller.connect('gmail')).toMatchObject({
      id: integration.id,
      status: 'connected',
      expires_at: expect.any(String),
    })
  })

  test('goes on without an end once it is reconnected with one', async () => {
    const { caller, granting } = await scene('mended')
    expect(await caller.connect('gmail')).toHaveProperty('expires_at')
    granting(goodAnswers.gmail)
    expect(await caller.connect('gmail')).not.toHaveProperty('expires_at')
  })

  test('has no end to tell of once it is disconnected', async () => {
    const { caller } = await scene('disconnected')
    const { id } = await caller.connect('gmail')
    await caller.delete(`/v1/integrations/${id}`)
    const listed = await json(caller.get(`/v1/integrations/${id}`))
    expect(listed).toMatchObject({ status: 'disconnected' })
    expect(listed).not.toHaveProperty('expires_at')
  })
})
