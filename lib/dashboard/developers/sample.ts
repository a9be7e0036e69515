import type { JsonSchema, Media, Parameter } from './api-document'

const sampleByType: Record<string, unknown> = {
  string: 'text',
  integer: 1,
  number: 1,
  boolean: true,
  null: null,
}

/** Returns an example of a schema: the one that the document gives, or else one that is made of its parts. */
export function sampleOf(schema: JsonSchema): unknown {
  const [first] = schema.examples ?? []
  const given = schema.example ?? first ?? schema.const ?? schema.default ?? schema.enum?.[0]
  if (given !== undefined) return given
  const [variant] = schema.anyOf ?? schema.oneOf ?? []
  if (variant) return sampleOf(variant)
  const { properties, required = [], items } = schema
  if (properties) {
    const needed = Object.entries(properties).filter(([name]) => required.includes(name))
    return Object.fromEntries(needed.map(([name, part]) => [name, sampleOf(part)]))
  }
  if (items) return [sampleOf(items)]
  if (schema.format === 'date-time') return '2026-03-01T10:00:00Z'
  return sampleByType[[schema.type].flat()[0] ?? 'null'] ?? null
}

/** Returns the example of a body, or undefined when the document describes none. */
export function sampleBody(media: Media | undefined): unknown {
  const [named] = Object.values(media?.examples ?? {})
  const given = media?.example ?? named?.value
  if (given !== undefined) return given
  return media?.schema ? sampleOf(media.schema) : undefined
}

/** Returns the example of a parameter as the text that is sent. */
export function sampleParameter({ example, schema = {} }: Parameter): string {
  return String(example ?? sampleOf(schema))
}
