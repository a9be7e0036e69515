import 'server-only'
import type { z } from 'zod'
import { connectRequestSchema, faultRequestSchema } from '@/lib/contract/api/integration'
import { ApiError } from '../routes/api-error'
import { answerRead, json, noContent } from '../routes/api-response'
import { readJson } from '../routes/request-body'
import { withSession } from '../sessions/with-session'
import { integrationIdIn } from './integration-id'
import { readOneIntegration } from './read-one-integration'

async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(request))
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.join('.')
  throw new ApiError('invalid_request', {
    detail: field ? `The field "${field}" is not valid.` : 'The body has to be a JSON object.',
  })
}

export const listIntegrations = withSession(async ({ request, miteos, appUrl }) =>
  answerRead(request, await miteos.list(), appUrl),
)

export const connectIntegration = withSession(async ({ request, miteos, appUrl }) => {
  const body = await readBody(request, connectRequestSchema)
  const { integration, isNew } = await miteos.connect(body)
  return json(integration, appUrl, isNew ? 201 : 200)
})

export const readIntegration = withSession(async ({ request, session, miteos, params, appUrl }) =>
  answerRead(request, await readOneIntegration(miteos, session, integrationIdIn(params)), appUrl),
)

export const disconnectIntegration = withSession(async ({ request, miteos, params, appUrl }) => {
  const id = integrationIdIn(params)
  const when = new URL(request.url).searchParams.get('when')
  if (when !== null && when !== 'idle')
    throw new ApiError('invalid_request', { detail: 'The parameter "when" is not valid.' })
  if (when === 'idle') {
    const waiting = await miteos.disconnectWhenIdle(id)
    return waiting ? json(waiting, appUrl, 202) : noContent(appUrl)
  }
  await miteos.disconnect(id)
  return noContent(appUrl)
})

export const checkIntegration = withSession(async ({ miteos, params, appUrl }) =>
  json(await miteos.check(integrationIdIn(params)), appUrl),
)

export const listEvents = withSession(async ({ request, miteos, params, appUrl }) =>
  answerRead(request, await miteos.events(integrationIdIn(params)), appUrl),
)

export const listChecks = withSession(async ({ request, miteos, params, appUrl }) =>
  answerRead(request, await miteos.checks(integrationIdIn(params)), appUrl),
)

export const injectFault = withSession(async ({ request, miteos, params, appUrl }) => {
  const id = integrationIdIn(params)
  await miteos.injectFault(id, await readBody(request, faultRequestSchema))
  return noContent(appUrl)
})
