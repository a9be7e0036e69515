import { z } from '@hono/zod-openapi'
import { keyForm, keyPattern } from '@/lib/contract/api/idempotency-key'
import { headerReferences } from './described-headers'

/** The header with which a client makes its retries safe. */
export const keyHeader = z.object({
  'Idempotency-Key': z.string().max(255, keyForm).regex(keyPattern, keyForm).optional().openapi({
    description:
      'Makes a retry safe: for 24 hours the same key with the same body gets the first answer.',
  }),
})

/** Describes an answer that may repeat the first answer to the same key. */
export function replayable<Described extends object>(described: Described) {
  return { ...described, headers: headerReferences('Idempotency-Replayed') }
}

/** The statuses of the problems that are stored for a key, because the code was spent. */
const storedStatuses = ['400', '409', '422', '502', '504']

/** Describes problems. Those with a stored status may repeat the first answer to the same key. */
export function replayableProblems(problems: Record<never, object>): Record<never, object> {
  const replayed = headerReferences('Idempotency-Replayed')
  return Object.fromEntries(
    Object.entries<{ headers?: object }>(problems).map(([status, answer]) => {
      const headers = { ...answer.headers, ...(storedStatuses.includes(status) ? replayed : {}) }
      return [status, { ...answer, headers }]
    }),
  )
}
