import { expect, it } from 'vitest'
import { externalAccount } from './external-account'

it('keeps no control of direction in the name of an account', () => {
  expect(externalAccount('T1', 'ana\u202eexe\u2067').name).toBe('anaexe')
})

it('calls an account whose name cannot be seen by its id', () => {
  expect(externalAccount('T1', '\u200b\u2060\ufeff').name).toBe('T1')
})
