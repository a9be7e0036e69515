import { z } from 'zod'
import { missing, success } from './stripe-answer'
import { integerParameter, listAnswer, listParameters, stripeMethod } from './stripe-method'
import { balanceTransactions, paymentIntents } from './stripe-world'

const day = 86_400

export const getPaymentIntent = stripeMethod({}, async ({ world, id }) => {
  const intent = await world.get(paymentIntents, id)
  if (!intent) return missing('payment_intent', id, 'intent')
  return success({
    id,
    object: 'payment_intent',
    amount_capturable: 0,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_sandbox`,
    confirmation_method: 'automatic',
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: {},
    next_action: null,
    payment_method: null,
    payment_method_types: ['card'],
    receipt_email: null,
    ...intent,
  })
})

const bound = integerParameter.optional()

export const listBalanceTransactions = stripeMethod(
  {
    ...listParameters,
    created: z.strictObject({ gt: bound, gte: bound, lt: bound, lte: bound }).optional(),
    currency: z.string().optional(),
    type: z.string().optional(),
  },
  async ({ world }, { created = {}, currency, type, ...page }) => {
    const { gt = -1, gte = 0, lt = Number.MAX_VALUE, lte = Number.MAX_VALUE } = created
    const found = (await world.list(balanceTransactions)).filter(
      ({ content }) =>
        content.created > gt &&
        content.created >= gte &&
        content.created < lt &&
        content.created <= lte &&
        (currency === undefined || content.currency === currency) &&
        (type === undefined || content.type === type),
    )
    return listAnswer(found.reverse(), page, {
      url: '/v1/balance_transactions',
      kind: 'balance transaction',
      present: (id, transaction) => ({
        id,
        object: 'balance_transaction',
        available_on: transaction.created + 7 * day,
        balance_type: 'payments',
        exchange_rate: null,
        fee_details: [],
        net: transaction.amount - transaction.fee,
        source: null,
        status: 'available',
        ...transaction,
      }),
    })
  },
)
