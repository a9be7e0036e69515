import { createRoute, z } from '@hono/zod-openapi'
import { accepts } from 'hono/accepts'
import {
  activityCells,
  activityColumns,
  activityIdPattern,
  activitySchema,
  activityTypePattern,
  actorIdPattern,
} from '@/lib/contract/api/activity'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { environmentSchema } from '@/lib/contract/api/role'
import { writeCsv } from '@/lib/http/csv'
import { withTag } from '@/lib/http/entity-tag'
import type { ActivityLog } from '../activity/activity-log'
import type { RefusedRequests } from '../activity/refused-requests'
import { sampleActivity } from './activity-sample'
import { linkNextPage, pageQuery } from './answer-page'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearerSecurity, named, pageAnswers, problemAnswers } from './describe'

const sampleRow = [activityColumns, activityCells(sampleActivity)]
const csv = z
  .string()
  .max(2_000_000)
  .regex(new RegExp(`^${activityColumns.join(',')}`))
  .openapi({ example: writeCsv(sampleRow) })

const query = pageQuery(activityIdPattern, 'act_01HXYZ').extend({
  actor: z.string().max(64).regex(actorIdPattern).optional().openapi({
    description: 'Only what this token or person did: the `id` of an `actor`.',
    example: 'per_01HXYZ',
  }),
  type: z.string().max(84).regex(activityTypePattern).optional().openapi({
    description: 'Only this `type`.',
    example: 'integration.disconnected',
  }),
  integration_id: z.string().max(68).regex(integrationIdPattern).optional().openapi({
    description: 'Only what concerns this integration.',
    example: 'int_01HXYZ',
  }),
  since: z.iso.datetime({ offset: true }).max(40).optional().openapi({
    description: 'Only what happened at this time or later.',
    example: '2026-03-01T00:00:00Z',
  }),
  environment: environmentSchema.optional().openapi({
    description: 'Only this environment, of those that the caller sees.',
    example: 'test',
  }),
})

const answers = pageAnswers(
  'One page of the activity.',
  named('Activity', activitySchema, sampleActivity),
)

const route = createRoute({
  method: 'get',
  path: '/v1/activity',
  operationId: 'listActivity',
  summary: 'List what was done and refused, newest first',
  description:
    'One record for each action in the account, by a person, an API token or Miteos itself, and for each request that was refused or failed; the calls of tools have a list of their own. An API token sees its own environment, a person who is signed in sees every environment in which they may work. No record contains a code, a link or a token. With `Accept: text/csv`, the same page is a table. Kept for a year unless the operator decides otherwise. For admins and support.',
  tags: ['Activity'],
  security: bearerSecurity,
  request: { query },
  responses: {
    ...answers,
    200: { ...answers[200], content: { ...answers[200].content, 'text/csv': { schema: csv } } },
    ...problemAnswers('invalid_limit', 'role_may_not_view_activity'),
  },
})

interface Parts {
  activityLog: ActivityLog
  refusedRequests: RefusedRequests
  appUrl: string
}

export function addListActivity(api: Api, { activityLog, refusedRequests, appUrl }: Parts): void {
  api.openapi(route, async (c) => {
    const { integration_id: integrationId, since, ...asked } = c.req.valid('query')
    await refusedRequests.settled()
    const { items, nextCursor } = await activityLog.list(c.get('caller'), {
      ...asked,
      integrationId,
      since: since === undefined ? undefined : Date.parse(since),
    })
    linkNextPage(c, appUrl, nextCursor)
    const type = accepts(c, {
      header: 'Accept',
      supports: ['application/json', 'text/csv'],
      default: 'application/json',
    })
    if (type === 'application/json')
      return answerRead(c, withTag(JSON.stringify(items)), { vary: 'authorization, accept' })
    const table = writeCsv([activityColumns, ...items.map(activityCells)])
    return answerRead(c, withTag(table), {
      vary: 'authorization, accept',
      type: 'text/csv; charset=utf-8; header=present',
    })
  })
}
