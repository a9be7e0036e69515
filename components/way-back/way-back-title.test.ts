import { expect, test } from 'vitest'
import { wayBackCauses } from '@/lib/contract/view/way-back'
import { wayBackTitle } from './way-back-title'

test('every cause has its own title, and no title says that something is being connected', () => {
  const titles = wayBackCauses.map((cause) =>
    wayBackTitle({
      kind: 'failed',
      cause,
      service: 'slack',
      returnTo: '/integrations',
      referenceId: 'r',
    }),
  )
  expect(new Set(titles).size).toBe(wayBackCauses.length)
  expect(titles.join()).not.toMatch(/connecting|finishing/i)
})
