import { z } from '@hono/zod-openapi'
import { integrationIdSchema, integrationSchema } from '@/lib/contract/api/integration'
import { type ProblemCode, problemSchema, problemStatus } from '@/lib/contract/api/problem'
import { headers, problemHeaderNames } from './described-headers'
import { sampleIntegration, sampleProblem } from './samples'

/**
 * A schema of the contract under its name in the document. The contract knows nothing of OpenAPI, so
 * that its schemas were made without the method that names them; a clone has it.
 */
export function named<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  example: z.input<Schema>,
): Schema {
  return schema.clone().openapi(name, { example })
}

/**
 * The path parameter of routes about one thing. What cannot be its id is as unknown as any other.
 *
 * @param noun what it is called in "There is no … with this id."
 */
export function idParameter(noun: string, schema: z.ZodType<string, string>, example: string) {
  const { maxLength = 64, pattern = '' } = z.toJSONSchema(schema)
  const isOfItsForm = (id: string) => schema.safeParse(id).success
  return z.object({
    id: z
      .string()
      .refine(isOfItsForm, { params: { noun } })
      .openapi({ description: `The id of the ${noun}.`, example, maxLength, pattern }),
  })
}

/** For routes about one integration. */
export const integrationId = idParameter('integration', integrationIdSchema, 'int_01HXYZ')

export const integration = named('Integration', integrationSchema, sampleIntegration)

/** A JSON body of a request. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON answer, with the headers that every answer has. */
export function answer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { ...json(description, schema), headers: headers() }
}

/** What a read answers, with its tag; 304 to who has the same one already. */
export function readable<Schema extends z.ZodType>(description: string, schema: Schema) {
  return {
    200: { ...json(description, schema), headers: headers('ETag', 'Vary') },
    304: {
      description: 'Nothing changed since the answer whose `ETag` was sent in `If-None-Match`.',
      headers: headers('ETag', 'Vary'),
    },
  }
}

/** Whatever takes a body may answer these, also where it needs none. */
export const bodyProblems: ProblemCode[] = [
  'invalid_json',
  'payload_too_large',
  'unsupported_media_type',
  'invalid_request',
]

/** Every route may answer these. */
const everywhere: ProblemCode[] = [
  'unauthorized',
  'forbidden',
  'rate_limited',
  'internal_error',
  'unavailable',
]

const problem = named(
  'Problem',
  problemSchema.extend({
    type: z
      .string()
      .max(64)
      .regex(/^urn:miteos:problem:[a-z_]+$/),
    status: z.int().min(400).max(599).openapi({ format: 'int32' }),
    code: z.enum(Object.keys(problemStatus)),
    request_id: z
      .string()
      .max(64)
      .regex(/^[A-Za-z0-9_-]{8,64}$/),
  }),
  sampleProblem,
)

function describeProblem(status: number | string, description: string) {
  return {
    description,
    headers: headers(...problemHeaderNames(status)),
    content: { 'application/problem+json': { schema: problem } },
  }
}

/**
 * The error answers of a route, as the document describes them. Handlers throw them, so that they
 * are no part of what a handler may return.
 */
export function problems(...codes: ProblemCode[]): Record<never, object> {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of [...codes, ...everywhere]) {
    const status = problemStatus[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const known = [...byStatus].map(([status, together]) => [
    status,
    describeProblem(status, together.map((code) => `\`${code}\``).join(' or ')),
  ])
  const others = describeProblem(
    '4XX',
    'What is wrong with the request itself: 405, 408, 417, 431.',
  )
  return Object.fromEntries([...known, ['4XX', others]])
}

export const bearer = [{ bearer: [] }]
