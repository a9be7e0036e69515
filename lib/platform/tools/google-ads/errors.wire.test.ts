import { expect, test } from 'vitest'
import { refusedWith } from '@/tests/support/google-ads-answers'
import { runOnWire } from '@/tests/support/tool-wire'
import { readCampaignPerformance } from './read-campaign-performance'

test.each([
  [{ authorizationError: 'USER_PERMISSION_DENIED' }, 403, 'vendor_refused', /List the customers/],
  [{ authorizationError: 'DEVELOPER_TOKEN_NOT_APPROVED' }, 403, 'vendor_refused', /The operator/],
  [{ authenticationError: 'NOT_ADS_USER' }, 401, 'vendor_refused', /no access to any/],
  [{ quotaError: 'RESOURCE_EXHAUSTED' }, 429, 'rate_limited', /Wait/],
  [{ quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' }, 403, 'rate_limited', /wait/],
  [{ databaseError: 'CONCURRENT_MODIFICATION' }, 400, 'unavailable', /Try again/],
  [{ internalError: 'INTERNAL_ERROR' }, 500, 'unavailable', /Try again later/],
])('the error %o with status %i is %s', async (code, status, kind, words) => {
  const details = { quotaErrorDetails: { rateScope: 'ACCOUNT', retryDelay: '90s' } }
  const { failure } = await runOnWire(
    readCampaignPerformance,
    { customer_id: '5550000101' },
    {
      answer: ({ method }) =>
        method === 'GET' ? Response.json({}) : refusedWith(code, { details }, status),
    },
  )
  expect(failure).toMatchObject({ kind, message: expect.stringMatching(words) })
  expect(failure).toHaveProperty('message', expect.not.stringContaining('\u202e'))
  if (kind === 'rate_limited') expect(failure).toMatchObject({ details: { retryAfterMs: 90_000 } })
})

test('a token that Google does not accept is refused, and a missing scope is not granted', async () => {
  const error = (body: object, status: number) =>
    runOnWire(
      readCampaignPerformance,
      {},
      { answer: () => Response.json({ error: body }, { status }) },
    )
  const { failure } = await error({ code: 401, status: 'UNAUTHENTICATED' }, 401)
  expect(failure).toHaveProperty('message', 'the token was refused')
  const reason = { '@type': 'x', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }
  const scope = await error({ code: 403, status: 'PERMISSION_DENIED', details: [reason] }, 403)
  expect(scope.failure).toMatchObject({ kind: 'not_granted' })
})
