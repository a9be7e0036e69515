import type { ServiceDefinition } from './service-definition'

export const stripe: ServiceDefinition = {
  name: 'Stripe',
  summary: 'Read customers and payments, create invoices',
  tools: [
    { name: 'read_customers', meaning: 'read customer records' },
    { name: 'create_invoice', meaning: 'create invoices' },
    { name: 'check_payment_status', meaning: 'look up the status of payments' },
    { name: 'list_transactions', meaning: 'list balance transactions' },
  ],
  vendor: {
    name: 'Stripe',
    accessPage: 'https://dashboard.stripe.com/settings/apps',
    sendsSignals: true,
  },
  setupVariables: ['STRIPE_CLIENT_ID', 'STRIPE_SECRET_KEY'],
}
