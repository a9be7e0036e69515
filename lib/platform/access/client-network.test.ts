import { expect, test } from 'vitest'
import { networkOf } from './client-network'

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['::1', '::/48'],
])('%s is in the network %s', (source, network) => {
  expect(networkOf(source)).toBe(network)
})

test.each([undefined, '', 'localhost', '10.1', '0x0a.0.0.1', '192.0.2.256', '/64'])(
  'the network of %j is not known',
  (source) => {
    expect(networkOf(source)).toBeNull()
  },
)
