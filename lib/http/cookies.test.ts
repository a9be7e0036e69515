import { expect, test } from 'vitest'
import { cookieName, readCookie, readCookies, setCookie } from './cookies'

const secure = 'https://miteos.example'
const plain = 'http://localhost:3000'

test('on https a cookie of ours is bound to the host', () => {
  expect(cookieName(secure, 'a')).toBe('__Host-a')
  expect(setCookie({ name: 'a', value: 'x-_.1' }, { appUrl: secure, maxAge: 60 })).toBe(
    '__Host-a=x-_.1; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
  )
})

test('on plain http it goes without the prefix, which browsers would refuse', () => {
  expect(setCookie({ name: 'a', value: 'x' }, { appUrl: plain })).toBe(
    'a=x; Path=/; HttpOnly; SameSite=Lax',
  )
})

test('a cookie is removed by an age of 0', () => {
  expect(setCookie({ name: 'a', value: '' }, { appUrl: plain, maxAge: 0 })).toMatch(
    /^a=; Max-Age=0; /,
  )
})

test('neither a name nor a value can add an attribute', () => {
  const cookie = setCookie({ name: 'a', value: 'x; Domain=evil.example' }, { appUrl: plain })
  expect(cookie).not.toContain('; Domain')
  expect(() => setCookie({ name: 'a; b', value: '' }, { appUrl: plain })).toThrow('Invalid')
})

test('cookies are read as they were sent', () => {
  expect(readCookies('a=1; b=x=y;c=%20 ; =z; d; e=')).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: 'x=y' },
    { name: 'c', value: '%20' },
    { name: 'e', value: '' },
  ])
  expect(readCookies(null)).toEqual([])
})

test('a cookie that was sent twice is none', () => {
  expect(readCookie('a=1; b=2', 'a')).toBe('1')
  expect(readCookie('a=1; b=2; a=1', 'a')).toBeNull()
  expect(readCookie('b=2', 'a')).toBeNull()
})
