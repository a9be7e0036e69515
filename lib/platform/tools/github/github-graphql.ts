import { z } from 'zod'
import { readResult } from '../read-result'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer, VendorApi, VendorSession } from '../vendor-session'
import { githubApi } from './github-api'
import { failureIn, notFound, rateLimited, refusal, withoutScope } from './github-errors'

const errorsSchema = z.object({
  errors: z
    .array(
      z.object({
        type: z.string().max(64).optional().catch(undefined),
        message: z.string().max(4096).catch(''),
        /** Only errors in the operation itself have this. */
        extensions: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(100),
})

/** GitHub's GraphQL API. It answers most errors with status 200. */
const graphqlApi: VendorApi = {
  ...githubApi,
  failureIn: (answer) => failureIn(answer) ?? graphqlFailureIn(answer),
}

function graphqlFailureIn(answer: VendorAnswer): ToolFailure | undefined {
  const [error] = errorsSchema.safeParse(answer.body).data?.errors ?? []
  if (!error) return undefined
  switch (error.type) {
    case 'STALE_DATA':
      return refusal(error.message, 'The branch moved: read it again, and commit again.')
    case 'INSUFFICIENT_SCOPES':
      return withoutScope()
    case 'RATE_LIMITED':
      return rateLimited(answer)
    case 'NOT_FOUND':
      return notFound(error.message)
    default:
      return isClear(error) ? refusal(error.message) : unclearFailure(error.message)
  }
}

/** Returns whether an error is a refusal. GitHub names no type when its own work failed, possibly after a part was done. */
function isClear({ type, extensions }: z.infer<typeof errorsSchema>['errors'][number]): boolean {
  return type !== undefined || extensions !== undefined
}

function unclearFailure(message: string): ToolFailure {
  return new ToolFailure('outcome_unknown', `GitHub failed: ${quotation(message)}.`)
}

interface GraphqlCall<Shape> {
  document: string
  variables: object
  schema: z.ZodType<Shape>
  writes: boolean
}

/**
 * Sends an operation to GitHub's GraphQL API, and returns the part of its data that the schema describes.
 *
 * @throws {ToolFailure} when GitHub refuses the operation or gives no clear answer
 */
export async function callGraphql<Shape>(
  vendor: VendorSession,
  { document, variables, schema, writes }: GraphqlCall<Shape>,
): Promise<Shape> {
  const answer = await vendor.send(graphqlApi, {
    method: 'POST',
    url: 'https://api.github.com/graphql',
    json: { query: document, variables },
    writes,
  })
  return readResult('GitHub', z.object({ data: schema }), answer, writes).data
}
