import { beforeEach, expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { createVisits, type Visits } from './visits'

const minute = 60_000
const start = 1_700_000_000_000

describeOnBothStores('the visits of a person', (openStore) => {
  let time = start
  let visits: Visits

  beforeEach(async () => {
    time = start
    visits = createVisits({ storage: await openStore(), now: () => time })
  })

  test('leave nothing unseen at the first one', async () => {
    expect(await visits.record('ana')).toBeNull()
    time += 5 * minute
    expect(await visits.record('ana')).toBeNull()
  })

  test('leave unseen what happened between the last page of one and the first page of the next', async () => {
    await visits.record('ana')
    time += 20 * minute
    await visits.record('ana')
    time += 60 * minute
    const unseen = { after: start + 20 * minute, until: start + 80 * minute }
    expect(await visits.record('ana')).toEqual(unseen)
    time += 10 * minute
    expect(await visits.record('ana')).toEqual(unseen)
  })

  test('leave nothing unseen after it was dismissed, until the next visit', async () => {
    await visits.record('ana')
    time += 60 * minute
    await visits.record('ana')
    await visits.dismiss('ana')
    expect(await visits.record('ana')).toBeNull()
    time += 45 * minute
    expect(await visits.record('ana')).toEqual({ after: start + 60 * minute, until: time })
  })

  test('are those of each person alone', async () => {
    await visits.record('ana')
    time += 60 * minute
    expect(await visits.record('ben')).toBeNull()
    await visits.dismiss('ben')
    expect(await visits.record('ana')).toEqual({ after: start, until: time })
  })

  test('are forgotten after half a year', async () => {
    await visits.record('ana')
    time += 181 * 24 * 60 * minute
    await visits.record('ben')
    expect(await visits.record('ana')).toBeNull()
  })

  test('begin once when two pages are opened at the same time', async () => {
    const both = await Promise.all([visits.record('ana'), visits.record('ana')])
    expect(both).toEqual([null, null])
  })
})
