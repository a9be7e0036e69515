import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text'

describe('a text of somebody else', () => {
  it('keeps letters of every script, emoji and what joins them', () => {
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

  it('loses controls, also those of direction', () => {
    expect(plainText('a\u202eb\u2066c\u2069\u200f\u061cd\0\n')).toBe('abcd')
  })

  it('is empty when nothing of it could be seen', () => {
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
