import { z } from 'zod'
import type { VendorSession } from '../vendor-session'
import { readStripe, stripeTimeSchema } from './stripe-api'
import { pageAfter, stripePageSchema } from './stripe-page'

/** While it looks for a category, a call reads at most this many pages. */
const maxPages = 4
const maxPageSize = 100

const transactionSchema = z.object({
  id: z.string().max(256),
  amount: z.int(),
  fee: z.int(),
  net: z.int(),
  currency: z.string().max(16),
  reporting_category: z.string().max(128),
  created: stripeTimeSchema,
})
type Transaction = z.infer<typeof transactionSchema>
const pageSchema = stripePageSchema(transactionSchema)

interface Wanted {
  /** Seconds since 1970. `from` is included, and `to` is not. */
  created: { from?: number | undefined; to?: number | undefined }
  /** The reporting category. Stripe cannot filter by it, so all pages are searched for it. */
  category?: string | undefined
  limit: number
  /** The id of the transaction after which the list begins. */
  after?: string | undefined
}

/** Returns the wanted transactions, newest first, with the id after which the next answer continues. */
export async function findTransactions(
  vendor: VendorSession,
  { created, category, limit, after }: Wanted,
): Promise<{ found: Transaction[]; nextPage?: string | undefined }> {
  const found: Transaction[] = []
  let startingAfter = after
  for (let page = 0; page < maxPages; page += 1) {
    const read = await readStripe(vendor, {
      path: ['balance_transactions'],
      query: {
        limit: category === undefined ? limit : maxPageSize,
        starting_after: startingAfter,
        'created[gte]': created.from,
        'created[lt]': created.to,
      },
      schema: pageSchema,
    })
    for (const [index, transaction] of read.data.entries()) {
      if (category !== undefined && transaction.reporting_category !== category) continue
      found.push(transaction)
      const isLast = index === read.data.length - 1 && !read.has_more
      if (found.length === limit) return { found, nextPage: isLast ? undefined : transaction.id }
    }
    startingAfter = pageAfter(read)
    if (startingAfter === undefined || category === undefined) break
  }
  return { found, nextPage: startingAfter }
}
