import { apiClient } from '../support/api-client'
import { expect, test } from '../support/fixtures'

/** Returns what was answered. Fails the test when the answer is a problem. */
function answered<Data>({ data, error }: { data?: Data; error?: unknown }): Data {
  expect(error).toBeUndefined()
  if (data === undefined) throw new Error('the answer has no body')
  return data
}

test('a program with a typed client goes from a token to an integration and back', async ({
  person,
  origin,
}) => {
  const owner = apiClient(origin, person.token)
  const create = { name: 'Onboarding', role: 'admin', expires_in_days: 1 } as const
  const created = answered(await owner.POST('/v1/tokens', { body: create }))
  if (!('token' in created)) throw new Error('the answer has no token')
  expect(created.token).toMatch(/^mt_test_\w{49}$/)
  const api = apiClient(origin, created.token)

  const body = { uri: 'https://app.example.com/callback', app_name: 'Onboarding' }
  const registered = answered(await api.POST('/v1/redirect_uris', { body }))
  expect(registered.created_by.name).toBe('Onboarding')
  const uris = answered(await api.GET('/v1/redirect_uris', { params: { query: { limit: 10 } } }))
  expect(uris).toEqual([registered])

  const telegram = { service: 'telegram' } as const
  const connected = answered(await api.POST('/v1/integrations', { body: telegram }))
  expect(connected.status).toBe('connected')
  const params = { path: { id: connected.id } }
  const listed = answered(await api.GET('/v1/integrations'))
  expect(listed.map(({ id, service }) => [id, service])).toEqual([[connected.id, 'telegram']])
  const events = answered(await api.GET('/v1/integrations/{id}/events', { params }))
  expect(events.map(({ type, actor }) => [type, actor])).toEqual([['connected', 'Onboarding']])

  const disconnected = await api.DELETE('/v1/integrations/{id}', { params })
  expect(disconnected.response.status).toBe(204)
  const again = answered(await api.GET('/v1/integrations/{id}', { params }))
  expect(again.status).toBe('disconnected')
  const unregistered = { params: { path: { id: registered.id } } }
  expect((await api.DELETE('/v1/redirect_uris/{id}', unregistered)).response.status).toBe(204)

  const revoked = { params: { path: { id: created.id } } }
  expect((await owner.DELETE('/v1/tokens/{id}', revoked)).response.status).toBe(204)
  const refused = await api.GET('/v1/account')
  expect(refused.response.status).toBe(401)
  expect(refused.error?.code).toBe('unauthorized')
})
