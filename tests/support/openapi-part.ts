import { z } from 'zod'

const referenceSchema = z.looseObject({ $ref: z.string().startsWith('#/') })

/** Returns the part of an OpenAPI document that a reference such as `#/components/schemas/Problem` points to. */
function findPart(reference: string, document: unknown): unknown {
  const steps = reference.slice(2).split('/')
  return steps.reduce<unknown>((node, step) => Reflect.get(Object(node), step), document)
}

/** Returns a copy of a part in which each `$ref` is replaced by the part of the document that it points to. */
export function withResolvedReferences(part: unknown, document: unknown): unknown {
  const reference = referenceSchema.safeParse(part)
  if (reference.success)
    return withResolvedReferences(findPart(reference.data.$ref, document), document)
  if (Array.isArray(part)) return part.map((item) => withResolvedReferences(item, document))
  if (!(part instanceof Object)) return part
  return Object.fromEntries(
    Object.entries(part).map(([name, inner]) => [name, withResolvedReferences(inner, document)]),
  )
}

/** Returns a copy of a schema in which each object refuses the fields that it does not describe. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (!(schema instanceof Object)) return schema
  const parts = Object.entries(schema).map(([name, part]) => [name, closed(part)])
  const isObject =
    'type' in schema && schema.type === 'object' && !('additionalProperties' in schema)
  return Object.fromEntries(isObject ? [...parts, ['additionalProperties', false]] : parts)
}

/** Returns the parser of a schema in an OpenAPI document. It refuses fields that the schema does not describe. */
export function parserOf(schema: unknown, document: unknown): z.ZodType {
  const whole = closed(withResolvedReferences(schema, document))
  return z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(whole))
}
