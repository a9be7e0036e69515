import { expect, test } from 'vitest'
import { transactionCookie } from './transaction-cookie'

const appUrl = 'https://miteos.example'
const cookie = transactionCookie(appUrl)
const requestWith = (header: string) => new Request(appUrl, { headers: { cookie: header } })
const name = (index: number) => `__Host-miteos-connect-${String(index).padStart(16, '0')}`

test('the oldest cookies of a browser with too many transactions are removed', () => {
  const cookies = Array.from({ length: 9 }, (_, index) => `${name(index)}=s`).join('; ')
  const [added, ...removed] = cookie.set(requestWith(cookies), 'state', 'secret', 600_000)
  expect(added).toContain('=secret; Max-Age=600;')
  expect(removed.map((line) => line.split('; ', 2))).toEqual([
    [`${name(0)}=`, 'Max-Age=0'],
    [`${name(1)}=`, 'Max-Age=0'],
  ])
})

test('cookies that have only the prefix of ours are ignored', () => {
  const otherCookies = Array.from(
    { length: 20 },
    (_, index) => `__Host-miteos-connect-"${index}",(x)=s`,
  )
  expect(cookie.set(requestWith(otherCookies.join('; ')), 'state', 'secret', 600_000)).toHaveLength(
    1,
  )
})

test('a secret that is sent twice is ignored', () => {
  const [line = ''] = cookie.set(requestWith(''), 'state', 'secret', 600_000)
  const [pair = ''] = line.split(';')
  expect(cookie.read(requestWith(`a=b; ${pair}`), 'state')).toBe('secret')
  expect(cookie.read(requestWith(`${pair}; ${pair}`), 'state')).toBeUndefined()
  expect(cookie.read(requestWith(pair), 'another state')).toBeUndefined()
})
