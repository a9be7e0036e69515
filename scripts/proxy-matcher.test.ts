import { expect, test } from 'vitest'
import { config } from '@/proxy'
import { ourPages, ourRoutes } from '@/tests/support/our-routes'

const matchers = config.matcher.map((matcher) => new RegExp(`^${matcher}$`))
const isMatched = (path: string) => matchers.some((matcher) => matcher.test(path))
const addresses = (routes: { address: string }[]) => routes.map(({ address }) => address)

test('the proxy does not match a route handler, which sets its own headers', () => {
  const routes = addresses(ourRoutes())
  expect(routes).toContain('/api/integrations/int_a/check')
  expect(routes.filter(isMatched)).toEqual([])
})

test('every page gets its headers from the proxy', () => {
  const pages = ourPages()
  expect(pages).toContain('/integrations/int_a')
  expect(pages.filter((path) => !isMatched(path))).toEqual([])
})

test.each(addresses(ourRoutes()).filter((path) => !path.startsWith('/api/auth/')))(
  'the proxy matches an address below %s, which is the page "not found"',
  (path) => {
    expect(isMatched(`${path}/no/such`)).toBe(true)
  },
)
