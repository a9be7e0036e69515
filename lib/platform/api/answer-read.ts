import type { Context } from 'hono'
import { clientHasTag, type TaggedText } from '@/lib/http/entity-tag'
import type { ApiEnv } from './api'

/** Answers a read with a text, or with 304 when the client already has this version. */
export function answerRead(
  c: Context<ApiEnv>,
  { text, tag }: TaggedText,
  { vary = 'authorization', type = 'application/json' } = {},
): Response {
  c.header('etag', tag)
  c.header('vary', vary)
  if (clientHasTag(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  return c.body(text, 200, { 'content-type': type })
}
