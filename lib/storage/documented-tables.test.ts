import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the tables', async (openStore) => {
  const storage = await openStore()

  test('are all in the architecture, with what is stored in them', async () => {
    await storage.ready()
    const document = readFileSync('docs/architecture.md', 'utf8')
    const part = document.slice(document.indexOf('## What is stored, and how'))
    const rows = part.split('\n').flatMap((line) => /^\| ([a-z_, ]+) \|/.exec(line)?.[1] ?? [])
    const documented = rows.flatMap((names) => names.split(', '))
    const tables = await storage.db.introspection.getTables()
    const ours = tables.map(({ name }) => name).filter((name) => !/kysely|sqlite/.test(name))
    expect(ours.filter((name) => !documented.includes(name))).toEqual([])
  })
})
