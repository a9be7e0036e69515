/** How a language writes values. */
export interface Notation {
  text: (value: string) => string
  key: (name: string) => string
  yes: string
  no: string
  nothing: string
  /** The spaces by which each level is indented. */
  step: string
  /** The space inside the braces of an object on one line. */
  padding: string
}

/** Returns a value of JSON as a literal of a language, over several lines when it is long. */
export function literal(value: unknown, notation: Notation, indent: string): string {
  if (typeof value === 'string') return notation.text(value)
  if (typeof value === 'boolean') return value ? notation.yes : notation.no
  if (value === null || value === undefined) return notation.nothing
  if (!(value instanceof Object)) return String(value)
  const inner = `${indent}${notation.step}`
  const isList = Array.isArray(value)
  const parts = isList
    ? value.map((item) => literal(item, notation, inner))
    : Object.entries(value).map(
        ([name, part]) => `${notation.key(name)}: ${literal(part, notation, inner)}`,
      )
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  const padding = isList ? '' : notation.padding
  const short = `${open}${padding}${parts.join(', ')}${padding}${close}`
  if (short.length <= 72 && !short.includes('\n')) return short
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`
}
