import { expect, test } from 'vitest'
import { createRowIsolation } from './row-isolation'

test('a row whose work fails raises one alarm, and the work on the other rows is done', async () => {
  const logged: object[] = []
  const keepFields = (fields: object) => logged.push(fields)
  const isolation = createRowIsolation({
    info: keepFields,
    warn: keepFields,
    error: keepFields,
  })
  const done: string[] = []
  for (const row of ['rev_1', 'rev_2', 'rev_1', 'rev_2']) {
    await isolation.workOn(row, async () => {
      if (row === 'rev_1') throw new TypeError('a secret')
      done.push(row)
    })
  }
  expect(done).toEqual(['rev_2', 'rev_2'])
  expect(logged).toMatchObject([{ row: 'rev_1', thrown: 'TypeError' }])
  expect(JSON.stringify(logged)).not.toContain('a secret')
})
