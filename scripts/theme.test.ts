import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Theme = Record<string, string>

const tokens = [
  ...readFileSync('public/platform-colors.css', 'utf8').matchAll(
    /--(?<name>[\w-]+): light-dark\((?<light>#\w{6}), (?<dark>#\w{6})\);/g,
  ),
]

function theme(side: 'light' | 'dark'): Theme {
  return Object.fromEntries(tokens.map(({ groups }) => [groups?.name, groups?.[side]]))
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(colors: Theme, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(colors[name] ?? ''))
  if (a === undefined || b === undefined || Number.isNaN(a + b)) throw new Error(`${one}, ${other}`)
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const words = ['foreground', 'muted', 'accent', 'success', 'warning', 'danger']
const tints = ['accent-subtle', 'success-subtle', 'warning-subtle', 'danger-subtle']
const surfaces = ['background', 'surface', 'subtle']
const solid = ['accent', 'accent-hover', 'danger', 'danger-hover']

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (side) => {
  const colors = theme(side)

  test('are readable as words on every surface', () => {
    const pairs = words.flatMap((word) => [...surfaces, ...tints].map((on) => [word, on] as const))
    expect(pairs.filter(([word, on]) => contrast(colors, word, on) < 4.5)).toEqual([])
  })

  test('are readable on solid buttons', () => {
    const weak = solid.filter(
      (name) => contrast(colors, name, `${name.split('-')[0]}-foreground`) < 4.5,
    )
    expect(weak).toEqual([])
  })

  test('show the borders of controls and the focus ring', () => {
    const pairs = ['control', 'ring'].flatMap((line) => surfaces.map((on) => [line, on] as const))
    expect(pairs.filter(([line, on]) => contrast(colors, line, on) < 3)).toEqual([])
  })
})
