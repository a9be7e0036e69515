import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMetrics } from '@/lib/dashboard/metrics/metrics'

/** Returns the metrics that the table in README.md names, in alphabetical order. */
function documentedMetrics(): string[] {
  const [, table = ''] = readFileSync('README.md', 'utf8').split('| metric | what it means |\n')
  const rows = table.slice(0, table.indexOf('\n\n')).split('\n')
  const firstCells = rows.map((row) => row.split(' | ')[0] ?? '')
  return firstCells
    .flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    .sort()
}

test('README.md says of each metric what it means, and names no other', async () => {
  const text = await createMetrics().write({ jobAges: {}, circuits: [] })
  const existing = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name).sort()
  expect(existing.length).toBeGreaterThan(30)
  expect(documentedMetrics()).toEqual(existing)
})
