import type { Tool } from '../tool'
import { checkPaymentStatus } from './check-payment-status'
import { createInvoice } from './create-invoice'
import { listTransactions } from './list-transactions'
import { readCustomers } from './read-customers'

/** The tools of Stripe, in the documented order. */
export const stripeTools: readonly Tool[] = [
  readCustomers,
  createInvoice,
  checkPaymentStatus,
  listTransactions,
]
