import { z } from 'zod'

const refSchema = z.object({ $ref: z.string().startsWith('#/') })
const answerSchema = z.object({
  headers: z.record(z.string(), z.unknown()).default({}),
  content: z.record(z.string(), z.object({ schema: z.unknown() })).default({}),
})
const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), answerSchema) })),
  ),
})
const headerSchema = z.object({ schema: z.unknown() })
/** Headers that need no description in an OpenAPI document. */
const undescribedHeaders = [
  'accept-encoding',
  'cache-control',
  'content-length',
  'content-security-policy',
  'content-type',
  'x-content-type-options',
]

/** Returns a copy of a node in which each `$ref` is replaced by the part of the document that it points to. */
function resolveReferences(node: unknown, root: unknown): unknown {
  const reference = refSchema.safeParse(node)
  if (reference.success) return resolveReferences(findPart(reference.data.$ref, root), root)
  if (Array.isArray(node)) return node.map((item) => resolveReferences(item, root))
  if (!(node instanceof Object)) return node
  return Object.fromEntries(
    Object.entries(node).map(([name, part]) => [name, resolveReferences(part, root)]),
  )
}

function findPart(reference: string, root: unknown): unknown {
  const steps = reference.slice(2).split('/')
  return steps.reduce<unknown>((node, step) => Reflect.get(Object(node), step), root)
}

function schemaOf(schema: unknown): z.ZodType {
  return z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(schema))
}

/** Creates a function that compares answers with their descriptions in an OpenAPI document. */
export function createAnswerJudge(document: unknown) {
  const { paths } = documentSchema.parse(resolveReferences(document, document))
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({ path, method, responses })),
  )
  return {
    operations: operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`),
    /** Returns the described status, such as `404` or `5XX`. Throws if a status, header or field is not described. */
    async judge(method: string, path: string, response: Response): Promise<string> {
      const operation = operations.find(
        (each) =>
          each.method === method.toLowerCase() &&
          new RegExp(`^${each.path.replace('{id}', '[^/]+')}$`).test(path),
      )
      if (!operation) throw new Error(`${method} ${path} is not described`)
      const key = [String(response.status), `${String(response.status)[0]}XX`].find(
        (status) => status in operation.responses,
      )
      const answer = key === undefined ? undefined : operation.responses[key]
      if (key === undefined || !answer) throw new Error(`${response.status} is not described`)
      for (const [name, value] of response.headers) {
        if (undescribedHeaders.includes(name)) continue
        const description = Object.entries(answer.headers).find(
          ([describedName]) => describedName.toLowerCase() === name,
        )
        if (!description)
          throw new Error(`the header ${name} of ${response.status} is not described`)
        const { schema } = headerSchema.parse(description[1])
        schemaOf(schema).parse(name === 'retry-after' ? Number(value) : value)
      }
      const type = response.headers.get('content-type')?.split(';')[0]
      const body = type === undefined ? undefined : answer.content[type]
      if (type !== undefined && !body) throw new Error(`${type} is not described`)
      if (body) schemaOf(body.schema).parse(await response.json())
      else if ((await response.text()) !== '') throw new Error('a body is not described')
      return key
    },
  }
}
