import { expect, test } from 'vitest'
import { requestIdFrom, requestIdOf } from './request-id'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

test.each(['req_1234', 'a-b-c-d-e', 'x'.repeat(64)])('the id %j is kept', (id) => {
  expect(requestIdFrom(id)).toBe(id)
  expect(requestIdOf(new Request('http://localhost', { headers: { 'x-request-id': id } }))).toBe(id)
})

test.each([
  null,
  '',
  'short',
  'x'.repeat(65),
  'with space',
  'a\nb\nc\nd\ne',
  'äöüäöüäöü',
  '{"a":"12"}',
])('the id %j is replaced', (id) => {
  expect(requestIdFrom(id)).toMatch(uuid)
  expect(requestIdFrom(id)).not.toBe(requestIdFrom(id))
})
