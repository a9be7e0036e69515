import { expect, test } from 'vitest'
import { passkeysWorkAt } from './passkeys-work-at'

test.each([
  ['https://platform.example.com', true],
  ['https://platform.example.com:8443', true],
  ['http://localhost:3000', true],
  ['http://miteos.localhost:3000', true],
  ['http://platform.example.com', false],
  ['http://miteos.test:4312', false],
  ['http://127.0.0.1:3000', false],
  ['https://192.0.2.7', false],
  ['https://[2001:db8::7]', false],
])('at %s browsers allow passkeys: %s', (address, isAllowed) => {
  expect(passkeysWorkAt(address)).toBe(isAllowed)
})
