import type { z } from 'zod'
import { ToolFailure } from './tool-failure'
import type { VendorAnswer } from './vendor-session'

/**
 * Returns the part of an answer that a schema describes. Every answer of a vendor is read in this way.
 *
 * @param name the name of the vendor in sentences
 * @param wasWritten whether the request has changed something
 * @throws {ToolFailure} when the answer has another form
 */
export function readResult<Shape>(
  name: string,
  schema: z.ZodType<Shape>,
  { body }: VendorAnswer,
  wasWritten: boolean,
): Shape {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  if (wasWritten) {
    throw new ToolFailure(
      'outcome_unknown',
      `${name} answered in a form that it does not document, so nobody knows whether this was done. Look before you do it again.`,
    )
  }
  throw new ToolFailure(
    'unavailable',
    `${name} answered in a form that it does not document. Nothing was changed. Try again later.`,
  )
}
