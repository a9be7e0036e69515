import { z } from '@hono/zod-openapi'
import { integrationIdSchema, integrationSchema } from '@/lib/contract/integration'
import { type ProblemCode, problemSchema, problemStatus } from '@/lib/contract/problem'

/**
 * A schema of the contract under its name in the document. The contract knows nothing of OpenAPI, so
 * that its schemas were made without the method that names them; a clone has it.
 */
export function named<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  return schema.clone().openapi(name)
}

/** For routes about one integration. */
export const idParameter = z.object({
  id: integrationIdSchema.clone().openapi({
    description: 'The id of an integration.',
    example: 'int_01HXYZ',
  }),
})

export const integration = named('Integration', integrationSchema)

/** A JSON body of an answer or a request. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}

/** Every route may answer these. */
const everywhere: ProblemCode[] = [
  'unauthorized',
  'forbidden',
  'rate_limited',
  'internal_error',
  'unavailable',
]

const problem = named('Problem', problemSchema)

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
  return Object.fromEntries(
    [...byStatus].map(([status, together]) => [
      status,
      {
        description: together.join(', '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}

export const bearer = [{ bearer: [] }]
