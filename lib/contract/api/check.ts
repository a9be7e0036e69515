import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'

/** Whether a grant works: it does, it does not, or the provider gave no definitive answer. */
export const checkOutcomes = ['alive', 'dead', 'unknown'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]

/** Why a check was made. */
export const checkCauses = [
  /** The background work makes it at the planned time. */
  'sweep',
  /** A request read an integration whose last check was too old. */
  'request',
  /** A request asked for the check. */
  'forced',
  /** A provider refused the token of a tool. */
  'tool',
  /** The provider sent a signal. */
  'signal',
] as const
export type CheckCause = (typeof checkCauses)[number]

/** One check of an integration, as this platform answers it. */
export const checkSchema = z.object({
  at: timeSchema,
  outcome: z.enum(checkOutcomes),
  cause: z.enum(checkCauses),
  /** The method and the URL of the last request to the provider, without secrets. Null when none was sent. */
  asked: text(512).nullable(),
  /**
   * The HTTP status of the answer and the provider's error code or message, or why no answer came.
   */
  answered: text(128).nullable(),
  took_ms: z.int32().min(0),
  /** The status of the integration after the check. */
  status: z.enum(['connected', 'error']),
})
export type Check = z.infer<typeof checkSchema>

const shownText = (maxLength: number) => z.string().max(maxLength).transform(plainText)

/** A check as the dashboard accepts it from every Miteos. */
export const shownCheckSchema = z.object({
  at: z.string().max(64),
  outcome: z.enum(checkOutcomes).catch('unknown'),
  cause: shownText(32).catch(''),
  asked: shownText(2048).nullable().catch(null),
  answered: shownText(512).nullable().catch(null),
  took_ms: z.number().min(0).catch(0),
  status: shownText(64).catch('unknown'),
})
export type ShownCheck = z.infer<typeof shownCheckSchema>
export const shownCheckListSchema = z.array(shownCheckSchema).max(200)
