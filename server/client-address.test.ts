import { describe, expect, test } from 'vitest'
import { clientAddress, trustedProxies } from './client-address.mjs'

describe('the address of a client', () => {
  const proxies = trustedProxies('10.0.0.2, 192.168.0.0/16, ::1')

  test.each([
    ['is the socket, whatever it claims', '203.0.113.5', '6.6.6.6', '203.0.113.5'],
    ['is what a trusted proxy has seen', '10.0.0.2', '203.0.113.5', '203.0.113.5'],
    ['is not what the client put in front', '10.0.0.2', '6.6.6.6, 203.0.113.5', '203.0.113.5'],
    ['is found behind two proxies', '10.0.0.2', '203.0.113.5, 192.168.4.4', '203.0.113.5'],
    ['is found behind a mapped proxy', '::ffff:10.0.0.2', '203.0.113.5', '203.0.113.5'],
    ['may be IPv6', '::1', '2001:db8::7', '2001:db8::7'],
    ['stays the proxy when the header is missing', '10.0.0.2', undefined, '10.0.0.2'],
    ['stays the proxy when the header is nonsense', '10.0.0.2', 'x', '10.0.0.2'],
    ['stays the outermost proxy when all are trusted', '10.0.0.2', '192.168.1.1', '192.168.1.1'],
    ['is written without mapping', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
  ])('%s', (_, socket, header, expected) => {
    expect(clientAddress(socket, header, proxies)).toBe(expected)
  })

  test('believes nobody by default', () => {
    expect(clientAddress('127.0.0.1', '6.6.6.6', trustedProxies(''))).toBe('127.0.0.1')
  })
})

test.each(['proxy.internal', '10.0.0.0/x', '10.0.0', '10.0.0.0/8/8', '10.0.0.0/99'])(
  'TRUSTED_PROXIES refuses %s by name',
  (entry) => {
    expect(() => trustedProxies(`10.0.0.1,${entry}`)).toThrow(
      `TRUSTED_PROXIES holds "${entry}", which is not an address.`,
    )
  },
)
