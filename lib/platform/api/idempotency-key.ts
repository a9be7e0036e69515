import { z } from '@hono/zod-openapi'
import { headerReferences } from './described-headers'

/** The header with which a client makes its retries safe. */
export const keyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .max(255)
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .openapi({
      description:
        'Makes a retry safe: for 24 hours the same key with the same body gets the first answer.',
    }),
})

/** Describes an answer that may be one that was given before. */
export function replayable<Described extends object>(described: Described) {
  return { ...described, headers: headerReferences('Idempotency-Replayed') }
}
