import type { Context } from 'hono'
import { clientHasTag, entityTag } from '@/lib/http/entity-tag'
import type { ApiEnv } from './api'

/** Answers a read with JSON text, or with 304 when the client already has this version. */
export function answerRead(c: Context<ApiEnv>, json: string): Response {
  const tag = entityTag(json)
  c.header('etag', tag)
  c.header('vary', 'authorization')
  if (clientHasTag(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  return c.body(json, 200, { 'content-type': 'application/json' })
}
