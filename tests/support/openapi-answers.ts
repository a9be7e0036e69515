import { z } from 'zod'
import { parserOf, withResolvedReferences } from './openapi-part'

const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) })),
  ),
})
const answerSchema = z.looseObject({
  headers: z.record(z.string(), z.unknown()).default({}),
  content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).default({}),
})
const examplesSchema = z.object({
  examples: z.record(z.string(), z.object({ value: z.object({ code: z.string() }) })),
})
const headerSchema = z.looseObject({ schema: z.looseObject({ type: z.string() }) })

/** Headers that need no description in an OpenAPI document. */
const undescribedHeaders = [
  'accept-encoding',
  'cache-control',
  'connection',
  'content-length',
  'content-security-policy',
  'content-type',
  'x-accel-buffering',
  'x-content-type-options',
]

interface DescribedAnswer {
  /** The parsers of the headers, by their names in lower case. */
  headers: Map<string, (value: string) => void>
  /** The parsers of the bodies, by their media types. */
  bodies: Map<string, z.ZodType>
}

/** Returns the parser of a body. The body of a problem has one of the codes in the examples. */
function bodyParser(media: { schema: unknown }, document: unknown): z.ZodType {
  const parser = parserOf(media.schema, document)
  const { data } = examplesSchema.safeParse(withResolvedReferences(media, document))
  if (!data) return parser
  const codes = Object.values(data.examples).map(({ value }) => value.code)
  return parser.pipe(z.looseObject({ code: z.enum(codes) }))
}

function describedAnswer(part: unknown, document: unknown): DescribedAnswer {
  const { headers, content } = answerSchema.parse(part)
  const headerParsers = Object.entries(headers).map(([name, header]) => {
    const { schema } = headerSchema.parse(withResolvedReferences(header, document))
    const parser = parserOf(schema, document)
    const parse = (value: string) => {
      parser.parse(schema.type === 'integer' ? Number(value) : value)
    }
    return [name.toLowerCase(), parse] as const
  })
  const bodyParsers = Object.entries(content).map(
    ([type, media]) => [type, bodyParser(media, document)] as const,
  )
  return { headers: new Map(headerParsers), bodies: new Map(bodyParsers) }
}

async function judgeAnswer({ headers, bodies }: DescribedAnswer, response: Response) {
  for (const [name, value] of response.headers) {
    if (undescribedHeaders.includes(name)) continue
    const parse = headers.get(name)
    if (!parse) throw new Error(`the header ${name} of ${response.status} is not described`)
    parse(value)
  }
  const type = response.headers.get('content-type')?.split(';')[0]
  const body = type === undefined ? undefined : bodies.get(type)
  if (type !== undefined && !body) throw new Error(`${type} is not described`)
  // The events of a stream are described by the protocol that uses it.
  if (type === 'text/event-stream') return
  if (body) body.parse(type?.endsWith('json') ? await response.json() : await response.text())
  else if ((await response.text()) !== '') throw new Error('a body is not described')
}

export interface AnswerJudge {
  /** The described operations, such as `GET /v1/account`. */
  operations: string[]
  /** Returns whether the document describes the operation. */
  describes: (method: string, path: string) => boolean
  /**
   * Returns the described status, such as `404` or `5XX`.
   *
   * @throws {Error} when the operation, or the status, a header or a field of its answer is not described
   */
  judge: (method: string, path: string, response: Response) => Promise<string>
}

/** Creates a judge that compares answers with their descriptions in an OpenAPI document. */
export function createAnswerJudge(document: unknown): AnswerJudge {
  const operations = Object.entries(documentSchema.parse(document).paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        pattern: new RegExp(`^${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '[^/]+')}$`),
        responses,
        answers: new Map<string, DescribedAnswer>(),
      })),
  )
  const operationOf = (method: string, path: string) =>
    operations.find(({ pattern }) => pattern.test(`${method} ${path}`))

  return {
    operations: operations.map(({ name }) => name),
    describes: (method, path) => operationOf(method, path) !== undefined,
    async judge(method, path, response) {
      const operation = operationOf(method, path)
      if (!operation) throw new Error(`${method} ${path} is not described`)
      const key = [String(response.status), `${String(response.status)[0]}XX`].find(
        (status) => status in operation.responses,
      )
      if (key === undefined) throw new Error(`${response.status} is not described`)
      const known = operation.answers.get(key)
      const answer = known ?? describedAnswer(operation.responses[key], document)
      operation.answers.set(key, answer)
      await judgeAnswer(answer, response)
      return key
    },
  }
}
