import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { defineTool } from '../tool'
import { invalidArgument } from '../tool-failure'
import { customerQuery } from './customer-query'
import { readStripe } from './stripe-api'
import { customerSchema, presentCustomer, stripeCustomerSchema } from './stripe-customer'
import { pageAfter, stripePageSchema } from './stripe-page'

export const readCustomers = defineTool({
  service: 'stripe',
  name: 'read_customers',
  description:
    'Reads customers of Stripe, newest first: all, the ones with an email address, or the ones that a search finds. The search misses customers of the last minute, and `email` misses none.',
  effect: 'reads',
  input: z.object({
    email: z.string().min(1).max(512).optional().describe('The exact address. Case matters.'),
    query: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('A part of a name or address, or Stripe’s own search: `name:"Ana" AND created>0`.'),
    ...pageArguments(100),
  }),
  output: z.object({
    customers: z.array(customerSchema),
    ...nextCursor,
  }),
  examples: [{}, { email: 'mara@example.com' }, { query: 'weber', limit: 5 }],
  async run({ email, query, ...page }, vendor) {
    if (email !== undefined && query !== undefined)
      throw invalidArgument('query', 'give either an email or a query')
    const position = readPosition(page, 20)
    const { limit } = position
    const found = await readStripe(vendor, {
      ...(query === undefined
        ? { path: ['customers'], query: { email, limit, starting_after: position.page } }
        : {
            path: ['customers', 'search'],
            query: { query: customerQuery(query), limit, page: position.page },
          }),
      schema: stripePageSchema(stripeCustomerSchema),
    })
    const nextPage = query === undefined ? pageAfter(found) : (found.next_page ?? undefined)
    const { items, ...next } = pageOf(found.data.map(presentCustomer), position, nextPage)
    return { customers: items, ...next }
  },
})
