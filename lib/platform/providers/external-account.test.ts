import { expect, it } from 'vitest'
import { externalAccount } from './external-account'

it('removes control characters for the text direction from the name of an account', () => {
  expect(externalAccount('T1', 'ana\u202eexe\u2067').name).toBe('anaexe')
})

it('uses the id as the name of an account whose name is invisible', () => {
  expect(externalAccount('T1', '\u200b\u2060\ufeff').name).toBe('T1')
})
