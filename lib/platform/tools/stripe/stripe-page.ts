import { z } from 'zod'

/** The schema of a page of a list of Stripe. */
export function stripePageSchema<Item>(item: z.ZodType<Item>) {
  return z.object({
    data: z.array(item).max(100),
    has_more: z.boolean(),
    /** Only in pages of the Search API. */
    next_page: z.string().max(4096).nullish(),
  })
}

/** Returns the cursor of the next page, which is the id of the last item. Returns `undefined` when there is no next page. */
export function pageAfter({
  data,
  has_more,
}: {
  data: readonly { id: string }[]
  has_more: boolean
}) {
  return has_more ? data.at(-1)?.id : undefined
}
