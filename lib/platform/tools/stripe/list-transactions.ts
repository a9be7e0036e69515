import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { requirePeriod, timeArgument } from '../time-argument'
import { defineTool } from '../tool'
import { findTransactions } from './find-transactions'
import { isoTime, stripeTime } from './stripe-time'

export const listTransactions = defineTool({
  service: 'stripe',
  name: 'list_transactions',
  description:
    'Lists what changed the balance of Stripe, newest first: charges, refunds, fees, payouts. Amounts are in the smallest unit of the currency. With a category, an answer may be short or empty although `next_cursor` leads on.',
  effect: 'reads',
  input: z.object({
    since: timeArgument('Only transactions from this date or time on.'),
    until: timeArgument('Only transactions before this date or time.'),
    category: z
      .string()
      .regex(/^[a-z_]{1,64}$/, 'use lower case letters and _')
      .optional()
      .describe('A reporting category, such as charge, refund, fee, payout, dispute, transfer.'),
    ...pageArguments(100),
  }),
  output: z.object({
    transactions: z.array(
      z.object({
        id: z.string(),
        amount: z.int(),
        fee: z.int(),
        net: z.int(),
        currency: z.string(),
        category: z.string(),
        at: z.string(),
      }),
    ),
    ...nextCursor,
  }),
  examples: [{ limit: 10 }, { category: 'refund' }, { since: '2026-10-01', until: '2026-11-01' }],
  async run({ since, until, category, ...page }, vendor) {
    requirePeriod(since, until)
    const position = readPosition(page, 25)
    const { found, nextPage } = await findTransactions(vendor, {
      created: { from: stripeTime(since), to: stripeTime(until) },
      category,
      limit: position.limit,
      after: position.page,
    })
    const transactions = found.map(({ reporting_category, created, ...amounts }) => ({
      ...amounts,
      category: reporting_category,
      at: isoTime(created),
    }))
    const { items, ...next } = pageOf(transactions, position, nextPage)
    return { transactions: items, ...next }
  },
})
