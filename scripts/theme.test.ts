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

/** Returns the relative luminance of a colour (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(colors: Theme, one: string, other: string): number {
  const [first, second] = [one, other].map((name) => luminance(colors[name] ?? ''))
  if (first === undefined || second === undefined || Number.isNaN(first + second))
    throw new Error(`${one}, ${other}`)
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

const textColors = ['foreground', 'muted', 'accent', 'success', 'warning', 'danger']
const tints = ['accent-subtle', 'success-subtle', 'warning-subtle', 'danger-subtle']
const surfaces = ['background', 'surface', 'subtle']
const buttonColors = ['accent', 'accent-hover', 'danger', 'danger-hover']

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (side) => {
  const colors = theme(side)

  test('are readable as text on every surface', () => {
    const pairs = textColors.flatMap((color) =>
      [...surfaces, ...tints].map((on) => [color, on] as const),
    )
    expect(pairs.filter(([color, on]) => contrast(colors, color, on) < 4.5)).toEqual([])
  })

  test('are readable on solid buttons', () => {
    const unreadable = buttonColors.filter(
      (name) => contrast(colors, name, `${name.split('-')[0]}-foreground`) < 4.5,
    )
    expect(unreadable).toEqual([])
  })

  test('make the borders of controls and the focus ring visible', () => {
    const pairs = ['control', 'ring'].flatMap((line) => surfaces.map((on) => [line, on] as const))
    expect(pairs.filter(([line, on]) => contrast(colors, line, on) < 3)).toEqual([])
  })
})
