import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { withTag } from '@/lib/http/entity-tag'
import type { Page } from '../core/pages'
import { answerRead } from './answer-read'
import type { ApiEnv } from './api'

const defaultLimit = 50
const maxLimit = 200

const limitSchema = z
  .string()
  .regex(/^[0-9]{1,3}$/)
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= maxLimit, { message: `1 to ${maxLimit}` })
  .default(defaultLimit)
  .openapi({
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: maxLimit,
    default: defaultLimit,
    description: `The largest number of items in the answer, ${maxLimit} at most.`,
    example: defaultLimit,
  })

/**
 * Describes the query parameters of a list that is answered in pages.
 *
 * @param pattern the form of the ids in the list
 */
export function pageQuery(pattern: RegExp, example: string) {
  return z.object({
    limit: limitSchema,
    cursor: z.string().max(68).regex(pattern).optional().openapi({
      description: 'Where the page begins. Take it from the `Link` of the page before.',
      example,
    }),
  })
}

/** Adds the header `Link` with the address of the next page of a list, if there is one (RFC 8288). */
export function linkNextPage(c: Context<ApiEnv>, appUrl: string, nextCursor: string | null): void {
  if (nextCursor === null) return
  const asked = new URL(c.req.url)
  const next = new URL(`${appUrl}${asked.pathname}`)
  for (const [name, value] of asked.searchParams) next.searchParams.set(name, value)
  next.searchParams.set('cursor', nextCursor)
  c.header('link', `<${next.href}>; rel="next"`)
}

/** Answers with one page of a list. */
export function answerPage(
  c: Context<ApiEnv>,
  appUrl: string,
  { items, nextCursor }: Page<object>,
): Response {
  linkNextPage(c, appUrl, nextCursor)
  return answerRead(c, withTag(JSON.stringify(items)))
}
