import { expect, test } from 'vitest'
import { cookieName, readCookie, readCookies, setCookieHeader } from './cookies'

const httpsUrl = 'https://miteos.example'
const httpUrl = 'http://localhost:3000'

test('on https the name of a cookie has the prefix that binds the cookie to the host', () => {
  expect(cookieName(httpsUrl, 'a')).toBe('__Host-a')
  expect(
    setCookieHeader({ name: 'a', value: 'x-_.1' }, { appUrl: httpsUrl, maxAgeSeconds: 60 }),
  ).toBe('__Host-a=x-_.1; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax')
})

test('on plain http the name has no prefix, because browsers would refuse it', () => {
  expect(setCookieHeader({ name: 'a', value: 'x' }, { appUrl: httpUrl })).toBe(
    'a=x; Path=/; HttpOnly; SameSite=Lax',
  )
})

test('a lifetime of 0 removes the cookie', () => {
  expect(setCookieHeader({ name: 'a', value: '' }, { appUrl: httpUrl, maxAgeSeconds: 0 })).toMatch(
    /^a=; Max-Age=0; /,
  )
})

test('neither a name nor a value can add an attribute', () => {
  const cookie = setCookieHeader(
    { name: 'a', value: 'x; Domain=evil.example' },
    { appUrl: httpUrl },
  )
  expect(cookie).not.toContain('; Domain')
  expect(() => setCookieHeader({ name: 'a; b', value: '' }, { appUrl: httpUrl })).toThrow('Invalid')
})

test('the values of cookies are not decoded, and parts that are no cookie are left out', () => {
  expect(readCookies('a=1; b=x=y;c=%20 ; =z; d; e=')).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: 'x=y' },
    { name: 'c', value: '%20' },
    { name: 'e', value: '' },
  ])
  expect(readCookies(null)).toEqual([])
})

test('a cookie that was sent twice counts as missing', () => {
  expect(readCookie('a=1; b=2', 'a')).toBe('1')
  expect(readCookie('a=1; b=2; a=1', 'a')).toBeNull()
  expect(readCookie('b=2', 'a')).toBeNull()
})
