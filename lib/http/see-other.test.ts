import { expect, test } from 'vitest'
import { seeOther } from './see-other'

test('a redirect is a 303 that no cache keeps and that names no page behind it', () => {
  const { status, headers } = seeOther('/callback?a=1', 'https://a.example', ['a=1', 'b=2'])
  expect([status, headers.get('location')]).toEqual([303, '/callback?a=1'])
  expect(headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('strict-transport-security')).toBe('max-age=63072000')
})

test('a redirect cannot be made to hold a second header', () => {
  expect(() => seeOther('/a\r\nset-cookie: b=1', 'https://a.example')).toThrow(TypeError)
})
