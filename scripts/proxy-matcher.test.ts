import { expect, test } from 'vitest'
import { config } from '@/proxy'
import { ourPages, ourRoutes } from '@/tests/support/our-routes'

const matchers = config.matcher.map((matcher) => new RegExp(`^${matcher}$`))
const isTaken = (path: string) => matchers.some((matcher) => matcher.test(path))
const addresses = (routes: { address: string }[]) => routes.map(({ address }) => address)

test('every route handler sets its own headers: the proxy leaves its address out', () => {
  const routes = addresses(ourRoutes())
  expect(routes).toContain('/api/integrations/int_a/check')
  expect(routes.filter(isTaken)).toEqual([])
})

test('every page gets its headers from the proxy', () => {
  const pages = ourPages()
  expect(pages).toContain('/integrations/int_a')
  expect(pages.filter((path) => !isTaken(path))).toEqual([])
})

test.each(addresses(ourRoutes()).filter((path) => !path.startsWith('/api/auth/')))(
  'what lies below %s is a page that says "not found"',
  (path) => {
    expect(isTaken(`${path}/no/such`)).toBe(true)
  },
)
