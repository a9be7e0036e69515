import { expect, test } from 'vitest'
import { createEachAlone } from './each-alone'

test('a row that fails is named once, and the next one is worked on', async () => {
  const logged: object[] = []
  const note = (fields: object) => logged.push(fields)
  const each = createEachAlone({ info: note, warn: note, error: note })
  const done: string[] = []
  for (const row of ['rev_1', 'rev_2', 'rev_1', 'rev_2']) {
    await each.attempt(row, async () => {
      if (row === 'rev_1') throw new TypeError('canary')
      done.push(row)
    })
  }
  expect(done).toEqual(['rev_2', 'rev_2'])
  expect(logged).toMatchObject([{ row: 'rev_1', thrown: 'TypeError' }])
  expect(JSON.stringify(logged)).not.toContain('canary')
})
