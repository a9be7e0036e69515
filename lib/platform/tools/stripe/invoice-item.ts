import { z } from 'zod'

const maxAmount = 999_999_999_999

/** The argument that describes one line of an invoice. */
export const itemArgument = z.object({
  description: z.string().min(1).max(500).describe('What the customer pays for.'),
  amount: z
    .int()
    .min(-maxAmount)
    .max(maxAmount)
    .describe('In the smallest unit of the currency: 1050 is 10.50 euros, or 1050 yen.'),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'use a code of three letters')
    .describe('The ISO code, such as "eur". The same for all items.'),
})
