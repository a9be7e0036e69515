import { expect, test } from 'vitest'
import { wayBackCauses } from '@/lib/contract/view/way-back'
import { wayBackTitle } from './way-back-title'

test('R13 every cause has a title of its own, and none says that something is being connected', () => {
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
