import { z } from '@hono/zod-openapi'
import { connectAttemptSchema } from '@/lib/contract/api/connect-attempt'
import { integrationIdSchema, integrationSchema } from '@/lib/contract/api/integration'
import { problemSchema, problemStatus } from '@/lib/contract/api/problem'
import { redirectUriSchema } from '@/lib/contract/api/redirect-uri'
import { tokenSchema } from '@/lib/contract/api/token'
import { headerReferences, problemHeaderNames } from './described-headers'
import { bodyOfExample, codeOfExample, type ExampleName } from './problem-examples'
import {
  sampleConnectAttempt,
  sampleIntegration,
  sampleOrigin,
  sampleRedirectUri,
  sampleToken,
} from './samples'

/**
 * Returns a copy of a schema with a name and an example for the OpenAPI document. A copy is needed, because the
 * schemas of `lib/contract` are created without the method `openapi`.
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
 * @param noun the word for the resource in "There is no … with this id."
 */
export function idParameter(noun: string, schema: z.ZodType<string, string>, example: string) {
  const { maxLength = 64, pattern = '' } = z.toJSONSchema(schema)
  const isWellFormed = (id: string) => schema.safeParse(id).success
  return z.object({
    id: z
      .string()
      .refine(isWellFormed, { params: { noun } })
      .openapi({ description: `The id of the ${noun}.`, example, maxLength, pattern }),
  })
}

/** The `id` in the paths below `/v1/integrations/{id}`. */
export const integrationIdParameter = idParameter('integration', integrationIdSchema, 'int_01HXYZ')

export const describedIntegration = named('Integration', integrationSchema, sampleIntegration)

export const redirectUri = named('RedirectUri', redirectUriSchema, sampleRedirectUri)

export const apiToken = named('Token', tokenSchema, sampleToken)

export const connectAttempt = named('ConnectAttempt', connectAttemptSchema, sampleConnectAttempt)

/** Describes the JSON body of a request. */
export function jsonBody<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}

/** Describes a JSON answer with the headers that every answer has. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { ...jsonBody(description, schema), headers: headerReferences() }
}

/** Describes the answers to a read: 200 with an `ETag`, and 304 for a client that already has this version. */
export function readAnswers<Schema extends z.ZodType>(description: string, schema: Schema) {
  return {
    200: { ...jsonBody(description, schema), headers: headerReferences('ETag', 'Vary') },
    304: {
      description: 'Nothing changed since the answer whose `ETag` was sent in `If-None-Match`.',
      headers: headerReferences('ETag', 'Vary'),
    },
  }
}

/** Describes the answers to a read of a long list, one page at a time. */
export function pageAnswers<Schema extends z.ZodType>(description: string, item: Schema) {
  const answers = readAnswers(description, z.array(item).max(200))
  const ofPage = { headers: headerReferences('ETag', 'Vary', 'Link') }
  return { 200: { ...answers[200], ...ofPage }, 304: { ...answers[304], ...ofPage } }
}

/** The problems of every route with a method that can have a body, even if the route needs none. */
export const bodyProblems: ExampleName[] = [
  'invalid_json',
  'payload_too_large',
  'unsupported_media_type',
  'invalid_request',
]

/** The problems of every route. */
const everyRouteProblems: ExampleName[] = [
  'unauthorized',
  'revoked_token',
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
      .max(256)
      .regex(/^https?:\/\/[^\s]+\/developers\/errors\/[a-z_]+$/),
    status: z.int().min(400).max(599).openapi({ format: 'int32' }),
    code: z.enum(Object.keys(problemStatus)),
    request_id: z
      .string()
      .max(64)
      .regex(/^[A-Za-z0-9_-]{8,64}$/),
  }),
  bodyOfExample('not_found', sampleOrigin),
)

function describeProblem(
  status: number | string,
  description: string,
  exampleNames: readonly ExampleName[],
) {
  const references = exampleNames.map((name) => [name, { $ref: `#/components/examples/${name}` }])
  return {
    description,
    headers: headerReferences(...problemHeaderNames(status)),
    content: {
      'application/problem+json': { schema: problem, examples: Object.fromEntries(references) },
    },
  }
}

/** Returns the different codes of examples, as Markdown. */
function codesOf(exampleNames: readonly ExampleName[]): string {
  const codes = new Set(exampleNames.map((name) => `\`${codeOfExample(name)}\``))
  return [...codes].join(' or ')
}

/**
 * Describes the error answers of a route by an example of each. Error answers are not part of the types that a handler
 * may return, because handlers throw them.
 *
 * @param names the examples besides those of every route, at least one for each code of the route
 */
export function problemAnswers(...names: ExampleName[]): Record<never, object> {
  const namesByStatus = new Map<number, ExampleName[]>()
  for (const name of [...names, ...everyRouteProblems]) {
    const status = problemStatus[codeOfExample(name)]
    namesByStatus.set(status, [...(namesByStatus.get(status) ?? []), name])
  }
  const answers = [...namesByStatus].map(([status, namesOfStatus]) => [
    status,
    describeProblem(status, codesOf(namesOfStatus), namesOfStatus),
  ])
  const otherRefusals = describeProblem(
    '4XX',
    'Another refusal of the request itself: 405, 408, 417 or 431.',
    ['method_not_allowed'],
  )
  return Object.fromEntries([...answers, ['4XX', otherRefusals]])
}

/** The security of every route in the OpenAPI document: an API token is required. */
export const bearerSecurity = [{ bearer: [] }]
