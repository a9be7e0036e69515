import type { Context } from 'hono'
import { entityTag, isKnown } from '@/lib/http/entity-tag'
import type { ApiEnv } from './api'

/** The answer to a read, of JSON that is written already: 304 where the caller has the same one. */
export function readAnswer(c: Context<ApiEnv>, json: string): Response {
  const tag = entityTag(json)
  c.header('etag', tag)
  c.header('vary', 'authorization')
  if (isKnown(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  return c.body(json, 200, { 'content-type': 'application/json' })
}
