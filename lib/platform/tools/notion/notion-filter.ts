import { z } from 'zod'

const isShort = (value: unknown) => JSON.stringify(value).length <= 8000

/** The filter of a query, which is passed on to Notion as it is. */
export const filterArgument = z
  .record(z.string(), z.unknown())
  .refine(isShort, 'it is too large')
  .optional()
  .describe(
    'A filter in Notion’s own form, such as {"property": "Done", "checkbox": {"equals": false}}, or {"and": […]}.',
  )
/** The sorts of a query, which are passed on to Notion as they are. */
export const sortsArgument = z
  .array(z.record(z.string(), z.unknown()))
  .max(10)
  .refine(isShort, 'it is too large')
  .optional()
  .describe('Sorts in Notion’s own form, such as [{"property": "Due", "direction": "ascending"}].')
