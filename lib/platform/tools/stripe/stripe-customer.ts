import { z } from 'zod'
import { cutText, readableText } from '../untrusted-text'
import { stripeTimeSchema } from './stripe-api'
import { isoTime } from './stripe-time'

/** A customer as Stripe answers it. */
export const stripeCustomerSchema = z.object({
  id: z.string().max(256),
  name: z.string().nullish(),
  email: z.string().nullish(),
  created: stripeTimeSchema,
})

/** A customer as the tools answer it. */
export const customerSchema = z.object({
  id: z.string(),
  name: z.string().describe('Empty when the customer has none.'),
  email: z.string().describe('Empty when the customer has none.'),
  created_at: z.string(),
})

/** Returns a customer of Stripe in the form in which the tools answer it. */
export function presentCustomer(customer: z.infer<typeof stripeCustomerSchema>) {
  const shortText = (text: string | null | undefined) => cutText(readableText(text ?? ''), 300)
  return {
    id: customer.id,
    name: shortText(customer.name),
    email: shortText(customer.email),
    created_at: isoTime(customer.created),
  }
}
