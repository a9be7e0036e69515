import { describe, expect, test } from 'vitest'
import { isTokenShaped, newToken } from './token-format'

describe('an API token', () => {
  test('has the documented prefix, 256 bits and a checksum', () => {
    const tokens = Array.from({ length: 200 }, () => newToken('live'))
    expect(new Set(tokens).size).toBe(200)
    for (const token of tokens) {
      expect(token).toMatch(/^mt_live_[0-9A-Za-z]{49}$/)
      expect(isTokenShaped(token)).toBe(true)
    }
    expect(newToken('test')).toMatch(/^mt_test_/)
  })

  test('is recognised as mistyped by its checksum when one character is wrong', () => {
    const token = newToken('test')
    for (let index = 8; index < token.length; index++) {
      const mistyped = `${token.slice(0, index)}${token[index] === 'a' ? 'b' : 'a'}${token.slice(index + 1)}`
      if (isTokenShaped(mistyped)) throw new Error(`a typo at ${index} went unnoticed`)
    }
    expect(isTokenShaped(token.replace('mt_test_', 'mt_live_'))).toBe(false)
  })
})
