import { expect, test } from 'vitest'
import { seeOther } from './see-other'

test('a redirect has status 303, is not cached and does not reveal the page before', () => {
  const { status, headers } = seeOther('/callback?a=1', 'https://a.example', ['a=1', 'b=2'])
  expect([status, headers.get('location')]).toEqual([303, '/callback?a=1'])
  expect(headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('strict-transport-security')).toBe('max-age=63072000')
})

test('a line break in the location cannot add a second header', () => {
  expect(() => seeOther('/a\r\nset-cookie: b=1', 'https://a.example')).toThrow(TypeError)
})
