import { describe, expect, test } from 'vitest'
import { clientAddress, limitSource, trustedProxies } from './client-address.mjs'

describe('the address of a client', () => {
  const proxies = trustedProxies('10.0.0.2, 192.168.0.0/16, ::1')

  test.each([
    [
      'is that of the socket when the socket is no trusted proxy',
      '203.0.113.5',
      '6.6.6.6',
      '203.0.113.5',
    ],
    ['is the one that a trusted proxy reports', '10.0.0.2', '203.0.113.5', '203.0.113.5'],
    [
      'is not one that the client wrote before it',
      '10.0.0.2',
      '6.6.6.6, 203.0.113.5',
      '203.0.113.5',
    ],
    ['is found behind two proxies', '10.0.0.2', '203.0.113.5, 192.168.4.4', '203.0.113.5'],
    [
      'is found behind a proxy in IPv4-mapped form',
      '::ffff:10.0.0.2',
      '203.0.113.5',
      '203.0.113.5',
    ],
    ['may be IPv6', '::1', '2001:db8::7', '2001:db8::7'],
    ['is that of the proxy when the header is missing', '10.0.0.2', undefined, '10.0.0.2'],
    ['is that of the proxy when the header is empty', '10.0.0.2', ' , ', '10.0.0.2'],
    ['has no port', '10.0.0.2', '203.0.113.5:40001', '203.0.113.5'],
    ['has no brackets and no port', '10.0.0.2', '[2001:db8::1]:443', '2001:db8::1'],
    ['has no brackets', '10.0.0.2', '[2001:db8::1]', '2001:db8::1'],
    ['has no quotes', '10.0.0.2', '"203.0.113.5"', '203.0.113.5'],
    ['has neither quotes nor a port', '10.0.0.2', '"[2001:db8::1]:443"', '2001:db8::1'],
    ['has no zone', '::1', 'fe80::1%eth0', 'fe80::1'],
    ['is found behind a proxy with a port', '::1', '203.0.113.5, 10.0.0.2:8080', '203.0.113.5'],
    ['is written in the usual form', '::1', '2001:DB8:0:0::0007', '2001:db8::7'],
    [
      'is written as IPv4 when it is mapped in hexadecimal',
      '::1',
      '::ffff:cb00:7105',
      '203.0.113.5',
    ],
    ['is found before empty entries', '::1', '203.0.113.5,,', '203.0.113.5'],
    ['is that of the first proxy when all are trusted', '10.0.0.2', '192.168.1.1', '192.168.1.1'],
    ['is written as IPv4 when it is mapped', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
  ])('%s', (_, socket, header, expected) => {
    expect(clientAddress(socket, header, proxies)).toBe(expected)
  })

  test.each([
    'unknown',
    '_hidden',
    'x',
    '"203.0.113.5',
    '203.0.113.5:port',
    '203.0.113.5:',
    '203.0.113.5:400010',
    '10.1',
    '010.1.1.1',
    '0xa.1.1.1',
    '[203.0.113.5',
    '2001:db8::1::2',
  ])('is not known when a trusted proxy reports %s', (entry) => {
    expect(clientAddress('10.0.0.2', `6.6.6.6, ${entry}`, proxies)).toBeUndefined()
  })

  test('is that of the socket when no proxy is trusted', () => {
    expect(clientAddress('127.0.0.1', '6.6.6.6', trustedProxies(''))).toBe('127.0.0.1')
  })
})

test.each([
  ['203.0.113.5', '203.0.113.5'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:db8:0:0:ffff::1', '2001:db8::/64'],
  ['2001:db8:0:7::9', '2001:db8:0:7::/64'],
])('limits count the client %s as %s', (address, source) => {
  expect(limitSource(address)).toBe(source)
})

test.each(['proxy.internal', '10.0.0.0/x', '10.0.0', '10.0.0.0/8/8', '10.0.0.0/99'])(
  'TRUSTED_PROXIES is refused with an error that names %s',
  (entry) => {
    expect(() => trustedProxies(`10.0.0.1,${entry}`)).toThrow(
      `TRUSTED_PROXIES holds "${entry}", which is not an address.`,
    )
  },
)
