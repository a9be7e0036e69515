import 'server-only'
import { z } from 'zod'
import { integrationIdSchema } from '@/lib/contract/api/integration'
import { toolCallIdSchema } from '@/lib/contract/api/tool-call'
import { timeSchema } from '@/lib/contract/text/text'
import { ApiError } from '../routes/api-error'
import { answerRead } from '../routes/api-response'
import { withSession } from '../sessions/with-session'

const usageQuerySchema = z.object({ since: timeSchema })

const callsQuerySchema = z.object({
  integration_id: integrationIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: toolCallIdSchema.optional(),
})

/** Returns the parameters of a request, or throws `invalid_request` with the first that is wrong. */
function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (parsed.success) return parsed.data
  const name = parsed.error.issues[0]?.path.join('.')
  throw new ApiError('invalid_request', { detail: `The parameter "${name}" is not valid.` })
}

export const listToolUsage = withSession(async ({ request, miteos, appUrl }) => {
  const { since } = readQuery(request, usageQuerySchema)
  return answerRead(request, await miteos.tools.usage(since), appUrl)
})

export const listToolCalls = withSession(async ({ request, miteos, appUrl }) => {
  const { integration_id: integrationId, limit, cursor } = readQuery(request, callsQuerySchema)
  const { items, nextCursor } = await miteos.tools.calls({ integrationId, limit, cursor })
  const answer = answerRead(request, items, appUrl)
  if (nextCursor !== null) {
    const next = new URL(`${appUrl}/api/tool_calls?limit=${limit}`)
    if (integrationId !== undefined) next.searchParams.set('integration_id', integrationId)
    next.searchParams.set('cursor', nextCursor)
    answer.headers.set('link', `<${next.href}>; rel="next"`)
  }
  return answer
})
