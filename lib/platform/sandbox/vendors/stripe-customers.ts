import { z } from 'zod'
import { missing, refuse, success } from './stripe-answer'
import { integerParameter, listAnswer, listParameters, stripeMethod } from './stripe-method'
import { findByQuery } from './stripe-search'
import { type Customer, customers } from './stripe-world'

function present(id: string, { name, email, created }: Customer) {
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created,
    currency: 'eur',
    default_source: null,
    delinquent: false,
    description: null,
    email,
    invoice_prefix: id.slice(-8).toUpperCase(),
    livemode: false,
    metadata: {},
    name,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
  }
}

export const listCustomers = stripeMethod(
  { ...listParameters, email: z.string().optional() },
  async ({ world }, { email, ...page }) => {
    const found = (await world.list(customers))
      .filter(({ content }) => email === undefined || content.email === email)
      .reverse()
    return listAnswer(found, page, { url: '/v1/customers', kind: 'customer', present })
  },
)

export const searchCustomers = stripeMethod(
  { query: z.string().min(1), limit: integerParameter.optional(), page: z.string().optional() },
  async ({ world }, { query, limit = 10, page = '' }) => {
    const all = (await world.list(customers)).reverse()
    const found = findByQuery(all, query, ({ name, email }) => ({ name, email }))
    if (typeof found === 'string') return refuse(found)
    const begin = Number(Buffer.from(page, 'base64url').toString()) || 0
    const end = begin + limit
    const has_more = end < found.length
    return success({
      object: 'search_result',
      url: '/v1/customers/search',
      has_more,
      next_page: has_more ? Buffer.from(String(end)).toString('base64url') : null,
      data: found.slice(begin, end).map(({ id, content }) => present(id, content)),
    })
  },
)

export const getCustomer = stripeMethod({}, async ({ world, id }) => {
  const customer = await world.get(customers, id)
  return customer ? success(present(id, customer)) : missing('customer', id)
})
