import { expect, test } from 'vitest'
import { createTestDashboard } from '@/tests/support/dashboard'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an attempt of the dashboard', async (openStore) => {
  const { dashboard } = createTestDashboard(await openStore())
  const attempt = {
    personId: 'per_ana',
    service: 'slack',
    reconnects: null,
    returnTo: '/',
  } as const

  test('is found by the people of its account only', async () => {
    const { attempts } = dashboard
    const { id } = await attempts.begin({ ...attempt, accountId: 'acct_1' })
    expect(await attempts.findOfAccount('acct_1', id)).toMatchObject({ id })
    expect(await attempts.findOfAccount('acct_2', id)).toBeNull()
  })

  test('is found by nobody when Miteos did not tell the account', async () => {
    const { attempts } = dashboard
    const { id } = await attempts.begin({ ...attempt, accountId: null })
    expect(await attempts.findOfAccount('', id)).toBeNull()
  })
})
