import { expect, test } from 'vitest'
import { createRowIsolation } from './row-isolation'

test('a row that fails is named once, and the next one is worked on', async () => {
  const logged: object[] = []
  const note = (fields: object) => logged.push(fields)
  const rows = createRowIsolation({ info: note, warn: note, error: note })
  const done: string[] = []
  for (const row of ['rev_1', 'rev_2', 'rev_1', 'rev_2']) {
    await rows.attempt(row, async () => {
      if (row === 'rev_1') throw new TypeError('canary')
      done.push(row)
    })
  }
  expect(done).toEqual(['rev_2', 'rev_2'])
  expect(logged).toMatchObject([{ row: 'rev_1', thrown: 'TypeError' }])
  expect(JSON.stringify(logged)).not.toContain('canary')
})
