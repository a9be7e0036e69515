import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStorage } from '@/lib/storage/database'
import { createTestDashboard } from '@/tests/support/dashboard'
import { allowOnly, formRoute } from './route'

beforeEach(() => {
  const storage = openStorage({ dataDir: 'never-opened', onIdleError: () => {} })
  globalThis.miteosDashboard = createTestDashboard(storage).dashboard
})
afterEach(() => {
  globalThis.miteosDashboard = undefined
})

const echo = allowOnly({ GET: async (_request, _dashboard, params) => Response.json(params) })
const request = new Request('http://localhost/healthz')

test('a handler gets the parameters of its path, and an empty object when the path has none', async () => {
  const answer = await echo.GET(request, { params: Promise.resolve({ id: 'int_1' }) })
  expect(await answer.json()).toEqual({ id: 'int_1' })
  const withoutParameters = await echo.GET(request, { params: Promise.resolve(undefined) })
  expect(await withoutParameters.json()).toEqual({})
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
  '%s is refused where only GET is offered, with a list of the methods offered',
  async (method) => {
    const answer = await echo[method](request, { params: Promise.resolve({}) })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' })
  },
)

test('a person who opens the address of a form sees a page, and Allow names POST', async () => {
  const form = formRoute(async () => Response.json({}))
  const openedRequest = new Request('http://localhost/connect/slack')
  const answer = await form.GET(openedRequest, { params: Promise.resolve({}) })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await answer.text()).toContain('There is no page here')
})
