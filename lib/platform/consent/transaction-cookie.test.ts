import { expect, test } from 'vitest'
import { transactionCookie } from './transaction-cookie'

const appUrl = 'https://miteos.example'
const cookie = transactionCookie(appUrl)
const sending = (header: string) => new Request(appUrl, { headers: { cookie: header } })
const name = (index: number) => `__Host-miteos-connect-${String(index).padStart(16, '0')}`

test('of many cookies of one browser the oldest are removed', () => {
  const open = Array.from({ length: 9 }, (_, index) => `${name(index)}=s`).join('; ')
  const [made, ...removed] = cookie.set(sending(open), 'state', 'secret', 600_000)
  expect(made).toContain('=secret; Max-Age=600;')
  expect(removed.map((line) => line.split('; ', 2))).toEqual([
    [`${name(0)}=`, 'Max-Age=0'],
    [`${name(1)}=`, 'Max-Age=0'],
  ])
})

test('cookies that only have the same prefix as ours are ignored', () => {
  const odd = Array.from({ length: 20 }, (_, index) => `__Host-miteos-connect-"${index}",(x)=s`)
  expect(cookie.set(sending(odd.join('; ')), 'state', 'secret', 600_000)).toHaveLength(1)
})

test('a secret that is sent twice is ignored', () => {
  const [line = ''] = cookie.set(sending(''), 'state', 'secret', 600_000)
  const [pair = ''] = line.split(';')
  expect(cookie.read(sending(`a=b; ${pair}`), 'state')).toBe('secret')
  expect(cookie.read(sending(`${pair}; ${pair}`), 'state')).toBeUndefined()
  expect(cookie.read(sending(pair), 'another state')).toBeUndefined()
})
