import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { config } from '@/proxy'

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
)

/** The addresses of the files of one kind, with each parameter of theirs filled in. */
function addressesOf(kind: 'route.ts' | 'page.tsx'): string[] {
  return files
    .filter((file) => file === kind || file.endsWith(`/${kind}`))
    .map((file) => file.slice(0, -kind.length))
    .map((folder) => {
      const path = `/${folder.replaceAll(/\([\w-]+\)\//g, '')}`
      return path.replaceAll(/\[(?:\.\.\.)?\w+\]/g, 'int_x').replace(/(.)\/$/, '$1')
    })
}

const matchers = config.matcher.map((matcher) => new RegExp(`^${matcher}$`))
const isTaken = (path: string) => matchers.some((matcher) => matcher.test(path))

test('every route handler sets its own headers: the proxy leaves its address out', () => {
  const routes = addressesOf('route.ts')
  expect(routes).toContain('/api/integrations/int_x/check')
  expect(routes.filter(isTaken)).toEqual([])
})

test('every page gets its headers from the proxy', () => {
  const pages = addressesOf('page.tsx')
  expect(pages).toContain('/integrations/int_x')
  expect(pages.filter((path) => !isTaken(path))).toEqual([])
})

test.each(addressesOf('route.ts').filter((path) => !/^\/api\/auth/.test(path)))(
  'what lies below %s is a page that says "not found"',
  (path) => {
    expect(isTaken(`${path}/no/such`)).toBe(true)
  },
)
