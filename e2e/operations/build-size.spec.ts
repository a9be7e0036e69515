import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

const megabyte = 1024 ** 2

test('a build leaves what the server needs and nothing that only a build reads', () => {
  const files = readdirSync('.next', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join('.next', 'dev')))
  expect(files.filter((path) => path.endsWith('.map') && !path.includes('node_modules'))).toEqual(
    [],
  )
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0)
  expect(bytes).toBeLessThan(100 * megabyte)
})
