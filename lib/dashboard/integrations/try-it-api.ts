import 'server-only'
import { type ToolToTry, type TriedCall, tryItRequestSchema } from '@/lib/contract/view/try-it'
import { ApiError } from '../routes/api-error'
import { json } from '../routes/api-response'
import { readJson } from '../routes/request-body'
import type { Session } from '../sessions/sessions'
import { withSession } from '../sessions/with-session'
import { integrationIdIn } from './integration-id'

/**
 * Throws `not_found` outside the test environment. A form that runs tools in a real account would
 * too easily be used by mistake.
 */
function requireTestMode({ environment }: Session): void {
  if (environment === 'test') return
  throw new ApiError('not_found', { detail: 'Tools can be tried in test mode only.' })
}

/** Answers with the tools of one integration, and the schemas of their arguments. */
export const listToolsToTry = withSession(async ({ session, miteos, params, appUrl }) => {
  requireTestMode(session)
  const id = integrationIdIn(params)
  const tools = await miteos.tools.described()
  const ofIntegration = tools.flatMap(
    ({ name, writes, input_schema, integrations }): ToolToTry[] => {
      const integration = integrations.find((each) => each.id === id)
      return integration ? [{ name, writes, input_schema, state: integration.state }] : []
    },
  )
  return json(ofIntegration, appUrl)
})

/** Runs a tool with one integration, and answers with its output or why it did not do its work. */
export const tryTool = withSession(async ({ request, session, miteos, params, appUrl }) => {
  requireTestMode(session)
  const account = integrationIdIn(params)
  const parsed = tryItRequestSchema.safeParse(await readJson(request))
  if (!parsed.success) throw new ApiError('invalid_request')
  const { tool, key, arguments: given } = parsed.data
  const call = { tool, account, arguments: { ...given, account, idempotency_key: key } }
  const { outcome, took_ms, output, error } = await miteos.tools.run(call)
  return json({ outcome, took_ms, output, error } satisfies TriedCall, appUrl)
})
