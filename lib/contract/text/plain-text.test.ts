import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text'

describe('a text from another system', () => {
  it('keeps letters of every script, emoji and the characters that join them', () => {
    for (const text of [
      'Ana’s Café',
      'מירי',
      'می\u200cخواهم',
      '👩\u200d💻 team',
      '株式会社',
      'a b',
    ])
      expect(plainText(text)).toBe(text)
  })

  it('loses control characters, also those that change the direction of text', () => {
    expect(plainText('a\u202eb\u2066c\u2069\u200f\u061cd\0\n')).toBe('abcd')
  })

  it('becomes empty when none of its characters is visible', () => {
    for (const text of [
      '',
      ' \u00a0\u2003',
      '\u200b\u2060\ufeff\u00ad',
      '\u3164\u115f',
      '\u2800',
      '\u202e',
      '\u0301',
    ])
      expect(plainText(text)).toBe('')
  })
})
