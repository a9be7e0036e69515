import { expect, test } from 'vitest'
import { createFakeMiteos, integration, problem } from '@/tests/support/fake-miteos'
import { failureOf, miteosOver } from '@/tests/support/miteos-over'

test.each([500, 503])('a POST that answers %i is sent once', async (status) => {
  const fake = createFakeMiteos()
  fake.on('POST /integrations', () => problem(status, 'internal_error'))
  await failureOf(miteosOver(fake.send).connect({ service: 'slack', oauth_code: 'mtoc_x' }))
  expect(fake.calls).toEqual(['POST /integrations'])
})

test.each([200, 201, 202])(
  'a POST that answers %i has connected; only after 201 is the integration new',
  async (status) => {
    const fake = createFakeMiteos()
    fake.on('POST /integrations', () => Response.json(integration(), { status }))
    const { isNew } = await miteosOver(fake.send).connect({
      service: 'slack',
      oauth_code: 'mtoc_x',
    })
    expect(isNew).toBe(status === 201)
  },
)

test.each([
  ['204', () => new Response(null, { status: 204 })],
  ['200 with a body', () => Response.json({ deleted: true })],
])('a DELETE that answers %s is a success', async (_name, answer) => {
  const fake = createFakeMiteos()
  fake.on('DELETE /integrations/int_a', answer)
  await miteosOver(fake.send).disconnect('int_a')
  expect(fake.calls).toHaveLength(1)
})

test('a DELETE of an unknown integration fails as not_found', async () => {
  const fake = createFakeMiteos()
  expect((await failureOf(miteosOver(fake.send).disconnect('int_a'))).kind).toBe('not_found')
  expect(fake.calls).toHaveLength(1)
})

test('a DELETE is sent twice at most, and a 404 for the second one is a success', async () => {
  const fake = createFakeMiteos()
  fake.on('DELETE /integrations/int_a', () =>
    fake.calls.length === 1 ? problem(502, 'provider_error') : problem(404, 'not_found'),
  )
  await miteosOver(fake.send).disconnect('int_a')
  fake.on('DELETE /integrations/int_b', () => problem(500, 'internal_error'))
  expect((await failureOf(miteosOver(fake.send).disconnect('int_b'))).kind).toBe('failed')
  expect(fake.calls).toHaveLength(4)
})

test.each([
  [409, 'conflict'],
  [423, 'conflict'],
] as const)('a DELETE that answers %i is a conflict, sent once', async (status, kind) => {
  const fake = createFakeMiteos()
  fake.on('DELETE /integrations/int_a', () => problem(status, 'busy'))
  expect((await failureOf(miteosOver(fake.send).disconnect('int_a'))).kind).toBe(kind)
  expect(fake.calls).toHaveLength(1)
})
