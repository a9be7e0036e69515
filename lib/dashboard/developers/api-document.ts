import { z } from 'zod'

const jsonSchemaSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  example: z.unknown().optional(),
  examples: z.array(z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), jsonSchemaSchema).optional()
  },
  get items() {
    return jsonSchemaSchema.optional()
  },
  get anyOf() {
    return z.array(jsonSchemaSchema).optional()
  },
  get oneOf() {
    return z.array(jsonSchemaSchema).optional()
  },
})
export type JsonSchema = z.infer<typeof jsonSchemaSchema>

const mediaSchema = z.object({
  schema: jsonSchemaSchema.optional(),
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
})
export type Media = z.infer<typeof mediaSchema>

const contentSchema = z.record(z.string(), mediaSchema).optional()

const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  example: z.unknown().optional(),
  schema: jsonSchemaSchema.optional(),
})
export type Parameter = z.infer<typeof parameterSchema>

const operationSchema = z.object({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parameters: z.array(parameterSchema).optional(),
  requestBody: z.object({ required: z.boolean().optional(), content: contentSchema }).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string().optional(), content: contentSchema }),
  ),
})
export type ApiOperation = z.infer<typeof operationSchema>

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

const apiDocumentSchema = z.object({
  tags: z.array(z.object({ name: z.string(), description: z.string().optional() })).optional(),
  paths: z.record(z.string(), z.partialRecord(z.enum(methods), operationSchema)),
})

/** The parts of an OpenAPI document that the developers' page shows, with every reference resolved. */
export type ApiDocument = z.infer<typeof apiDocumentSchema>

/** References that lead deeper than this are cut off, because a document may refer to itself. */
const maxDepth = 40

function partAt(reference: string, root: unknown): unknown {
  const steps = reference.slice(2).split('/')
  return steps.reduce<unknown>(
    (node, step) => Reflect.get(Object(node), step.replaceAll('~1', '/').replaceAll('~0', '~')),
    root,
  )
}

function resolveReferences(node: unknown, root: unknown, depth = 0): unknown {
  if (!(node instanceof Object) || depth > maxDepth) return node instanceof Object ? {} : node
  if (Array.isArray(node)) return node.map((item) => resolveReferences(item, root, depth + 1))
  const reference: unknown = Reflect.get(node, '$ref')
  if (typeof reference === 'string' && reference.startsWith('#/'))
    return resolveReferences(partAt(reference, root), root, depth + 1)
  return Object.fromEntries(
    Object.entries(node).map(([name, part]) => [name, resolveReferences(part, root, depth + 1)]),
  )
}

/** Returns the document in a JSON text, or null when the text is no OpenAPI document. */
export function parseApiDocument(text: string): ApiDocument | null {
  try {
    const root: unknown = JSON.parse(text)
    return apiDocumentSchema.safeParse(resolveReferences(root, root)).data ?? null
  } catch {
    return null
  }
}
