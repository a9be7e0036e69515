import { expect, test } from 'vitest'
import { partsOfText } from './hidden-characters'

const shown = (text: string) =>
  partsOfText(text)
    .map((part) => (part.kind === 'text' ? part.text : `[${part.name}]`))
    .join('')

test.each([
  ['Olá, мир, 你好, שלום\n\tand more', 'Olá, мир, 你好, שלום\n\tand more'],
  ['pay \u202e001\u202c', 'pay [U+202E]001[U+202C]'],
  ['a\u200bb\u00adc\ufeffd', 'a[U+200B]b[U+00AD]c[U+FEFF]d'],
  ['one\r\ntwo\u2028three\u0000', 'one[U+000D]\ntwo[U+2028]three[U+0000]'],
  ['1\u00a0000\u3000\u2800', '1[U+00A0]000[U+3000][U+2800]'],
  ['❤️ 👨‍👩‍👧 🇵🇹 👍🏽', '❤️ 👨‍👩‍👧 🇵🇹 👍🏽'],
  ['hidden\u{e0041}\u{e0042}', 'hidden[U+E0041][U+E0042]'],
  ['a\u200dm\ufe0f', 'a[U+200D]m[U+FE0F]'],
  ['lone \ud800', 'lone [U+D800]'],
  ['', ''],
])('shows %j as %j', (text, expected) => {
  expect(shown(text)).toBe(expected)
})
