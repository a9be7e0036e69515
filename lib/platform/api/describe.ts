import { z } from '@hono/zod-openapi'
import { connectAttemptSchema } from '@/lib/contract/api/connect-attempt'
import { integrationIdSchema, integrationSchema } from '@/lib/contract/api/integration'
import { type ProblemCode, problemSchema, problemStatus } from '@/lib/contract/api/problem'
import { redirectUriSchema } from '@/lib/contract/api/redirect-uri'
import { headers, problemHeaderNames } from './described-headers'
import {
  sampleConnectAttempt,
  sampleIntegration,
  sampleProblem,
  sampleRedirectUri,
} from './samples'

/**
 * Returns a clone of a contract's schema with its name in the OpenAPI document. A clone is needed: the contract
 * does not know OpenAPI, so its schemas were created without the method that names them.
 */
export function named<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  example: z.input<Schema>,
): Schema {
  return schema.clone().openapi(name, { example })
}

/**
 * Describes the `id` in the path. A value that cannot be an id is answered like an unknown id.
 *
 * @param noun the word for the thing in "There is no … with this id."
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

/** The `id` in the paths of one integration. */
export const integrationId = idParameter('integration', integrationIdSchema, 'int_01HXYZ')

export const integration = named('Integration', integrationSchema, sampleIntegration)

export const redirectUri = named('RedirectUri', redirectUriSchema, sampleRedirectUri)

export const connectAttempt = named('ConnectAttempt', connectAttemptSchema, sampleConnectAttempt)

/** Describes the JSON body of a request. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}

/** Describes a JSON answer with the headers that every answer has. */
export function answer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { ...json(description, schema), headers: headers() }
}

/** Describes the answers to a read: 200 with an `ETag`, and 304 for a client that already has this version. */
export function readAnswers<Schema extends z.ZodType>(description: string, schema: Schema) {
  return {
    200: { ...json(description, schema), headers: headers('ETag', 'Vary') },
    304: {
      description: 'Nothing changed since the answer whose `ETag` was sent in `If-None-Match`.',
      headers: headers('ETag', 'Vary'),
    },
  }
}

/** Describes the answers to a read of a long list, one page at a time. */
export function pageAnswers<Schema extends z.ZodType>(description: string, item: Schema) {
  const answers = readAnswers(description, z.array(item).max(200))
  return { ...answers, 200: { ...answers[200], headers: headers('ETag', 'Vary', 'Link') } }
}

/** The problems of every route with a method that can have a body, even if the route needs none. */
export const bodyProblems: ProblemCode[] = [
  'invalid_json',
  'payload_too_large',
  'unsupported_media_type',
  'invalid_request',
]

/** The problems of every route. */
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
 * Describes the error answers of a route. They are not part of the types that a handler may return, because
 * handlers throw them.
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

/** The security of every route in the OpenAPI document: an API token is required. */
export const bearer = [{ bearer: [] }]
