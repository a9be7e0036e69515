import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStorage } from '@/lib/storage/database'
import { createTestDashboard } from '@/tests/support/dashboard'
import { allowOnly, allowOnlyForm } from './route'

beforeEach(() => {
  const storage = openStorage({ dataDir: 'never-opened', onIdleError: () => {} })
  globalThis.miteosDashboard = createTestDashboard(storage).dashboard
})
afterEach(() => {
  globalThis.miteosDashboard = undefined
})

const echo = allowOnly({ GET: async (_request, _dashboard, params) => Response.json(params) })
const request = new Request('http://localhost/healthz')

test('a handler gets the parameters of its path, and none on a path without', async () => {
  const answer = await echo.GET(request, { params: Promise.resolve({ id: 'int_1' }) })
  expect(await answer.json()).toEqual({ id: 'int_1' })
  const bare = await echo.GET(request, { params: Promise.resolve(undefined) })
  expect(await bare.json()).toEqual({})
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
  '%s is refused where only GET is offered, with a list of the methods offered',
  async (method) => {
    const answer = await echo[method](request, { params: Promise.resolve({}) })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' })
  },
)

test('the address of a form that is opened by itself is a page, and says what is offered', async () => {
  const form = allowOnlyForm(async () => Response.json({}))
  const opened = new Request('http://localhost/connect/slack')
  const answer = await form.GET(opened, { params: Promise.resolve({}) })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await answer.text()).toContain('There is no page here')
})
