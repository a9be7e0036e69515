import { expect, test } from 'vitest'
import { isPublicAddress, mayReach } from './public-address'

test.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  ['this network', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.9.9.9'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '192.168.1.1'],
  ['shared by carriers', '100.64.0.1'],
  ['link-local, where clouds keep their metadata', '169.254.169.254'],
  ['benchmarking', '198.18.0.1'],
  ['documentation', '203.0.113.9'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['loopback in IPv6', '::1'],
  ['no address in IPv6', '::'],
  ['private in IPv6', 'fd00::1'],
  ['link-local in IPv6', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local in IPv6', 'fec0::1'],
  ['multicast in IPv6', 'ff02::1'],
  ['documentation in IPv6', '2001:db8::1'],
  ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
  ['IPv4-mapped, in hexadecimal', '::ffff:a00:1'],
  ['IPv4-compatible', '::10.0.0.1'],
  ['IPv4-translated', '::ffff:0:10.0.0.1'],
  ['NAT64', '64:ff9b::10.0.0.1'],
  ['NAT64 of one network', '64:ff9b:1::10.0.0.1'],
  ['6to4', '2002:a00:1::1'],
  ['Teredo', '2001:0:1::1'],
  ['not written out', '127.1'],
  ['hexadecimal', '0x7f.0.0.1'],
  ['a number', '2130706433'],
  ['a name', 'example.com'],
  ['nothing', ''],
])('an address is not public when it is %s: %s', (_, address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test('loopback is reached in test only, and only by the names of loopback itself', () => {
  expect(mayReach('127.0.0.1', 'localhost', 'test')).toBe(true)
  expect(mayReach('::1', 'localhost', 'test')).toBe(true)
  expect(mayReach('10.0.0.1', 'localhost', 'test')).toBe(false)
  expect(mayReach('127.0.0.1', 'rebound.example.com', 'test')).toBe(false)
  expect(mayReach('127.0.0.1', 'localhost', 'live')).toBe(false)
  expect(mayReach('8.8.8.8', 'dns.google', 'live')).toBe(true)
})
