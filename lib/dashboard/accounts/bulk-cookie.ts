import 'server-only'
import { z } from 'zod'
import { type BulkResult, checkResults } from '@/lib/contract/view/accounts'
import type { Administrator, EmbeddedAdministration } from '../people/embedded-administration'
import type { Created } from '../settings/shown-once-cookie'

/**
 * The result of a button, as the cookie holds it. It has only the ids of the integrations: their
 * names are read again, which keeps the cookie small.
 */
export const storedResultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('check'),
    leftOut: z.number(),
    rows: z.array(z.object({ id: z.string(), result: z.enum(checkResults) })),
  }),
  z.object({
    kind: z.literal('links'),
    leftOut: z.number(),
    linkedBefore: z.number(),
    goesOn: z.boolean(),
    /**
     * The beginning that all links have in common. `end` is the rest of a link, or null when none
     * was made.
     */
    start: z.string(),
    rows: z.array(
      z.object({
        id: z.string(),
        end: z.string().nullable(),
        reason: z.string().optional(),
      }),
    ),
  }),
])
export type StoredResult = z.infer<typeof storedResultSchema>

/**
 * Returns a stored result with the names of the integrations and the present states of mails, or `shown_before` when this program does not
 * understand the result.
 */
export async function describeResult(
  { secret }: Created,
  administration: EmbeddedAdministration,
  administrator: Administrator,
): Promise<BulkResult> {
  const stored = storedResultSchema.safeParse(JSON.parse(secret))
  if (!stored.success) return { kind: 'shown_before' }
  const { data } = stored
  const ids = data.rows.map(({ id }) => id)
  const names = new Map(
    (await administration.name(administrator, ids)).map((named) => [named.id, named]),
  )
  if (data.kind === 'check') {
    const rows = data.rows.flatMap(({ id, result }) => {
      const named = names.get(id)
      return named ? [{ ...named, result }] : []
    })
    return { kind: 'check', rows, leftOut: data.leftOut }
  }
  const secrets = data.rows.flatMap(({ end }) => end ?? [])
  const mails = await administration.readLinkMails(administrator, secrets)
  const rows = data.rows.flatMap(({ id, end, reason = null }) => {
    const named = names.get(id)
    const link = end === null ? null : data.start + end
    const mail = end === null ? null : (mails.get(end) ?? null)
    return named ? [{ ...named, link, reason, mail }] : []
  })
  const { leftOut, linkedBefore, goesOn } = data
  return { kind: 'links', rows, leftOut, linkedBefore, goesOn }
}
