import { z } from 'zod'
import { readResult } from '../read-result'
import { ToolFailure } from '../tool-failure'
import type { VendorSession } from '../vendor-session'
import { googleAdsApi } from './google-ads-api'
import { GoogleAdsRefusal } from './google-ads-errors'

const baseUrl = 'https://googleads.googleapis.com/v25'
/** At most this many accounts are asked whether they manage a customer. */
const maxManagers = 20

/** An id as Google Ads answers it: a 64-bit integer in a text. */
export const idSchema = z.string().regex(/^\d{1,19}$/)
/** The argument with the id of a campaign or of an ad group. */
export const idArgument = z.string().regex(/^\d{1,19}$/, 'it consists of digits')
export const customerArgument = z
  .string()
  .regex(/^\d{3}-?\d{3}-?\d{4}$/, 'it has ten digits')
  .describe('The id of the customer, which is an advertising account: ten digits.')

const accessibleSchema = z.object({
  resourceNames: z
    .array(z.string().regex(/^customers\/\d{1,19}$/))
    .max(10_000)
    .optional(),
})
const customerRowSchema = z.object({
  customer: z.object({
    currencyCode: z.string().regex(/^[A-Z]{3}$/),
    manager: z.boolean().optional(),
  }),
})

/** A customer of Google Ads, with the requests to it. They go through a manager account when that is needed. */
export interface Customer {
  id: string
  /** The code of the currency of all amounts, such as `EUR`. */
  currency: string
  search: <Row>(query: string, rowSchema: z.ZodType<Row>) => Promise<Row[]>
  mutate: <Shape>(resources: string, request: MutateRequest<Shape>) => Promise<Shape>
}

interface MutateRequest<Shape> {
  operation: object
  /** True to let Google check the operation only. Nothing is changed. */
  validateOnly: boolean
  schema: z.ZodType<Shape>
}

/** Returns the ids of the customers to which the connected person has direct access. */
export async function listAccessibleIds(vendor: VendorSession): Promise<string[]> {
  const answer = await vendor.send(googleAdsApi, {
    method: 'GET',
    url: `${baseUrl}/customers:listAccessibleCustomers`,
    writes: false,
  })
  const { resourceNames = [] } = readResult('Google Ads', accessibleSchema, answer, false)
  return resourceNames.map((name) => name.replace('customers/', ''))
}

/**
 * Returns the rows that a query finds. Every value in the query has to be checked by the caller, and a `LIMIT` has to keep the
 * answer short.
 *
 * @param loginId the manager account through which the customer is reached
 */
export async function searchCustomer<Row>(
  vendor: VendorSession,
  { id, loginId }: { id: string; loginId?: string | undefined },
  query: string,
  rowSchema: z.ZodType<Row>,
): Promise<Row[]> {
  const answer = await vendor.send(googleAdsApi, {
    method: 'POST',
    url: `${baseUrl}/customers/${encodeURIComponent(id)}/googleAds:search`,
    headers: loginHeader(loginId),
    json: { query },
    writes: false,
  })
  // The field is absent when there are no rows.
  const schema = z.object({ results: z.array(rowSchema).max(10_000).optional() })
  return readResult('Google Ads', schema, answer, false).results ?? []
}

/**
 * Returns a customer to which the connected person has access, directly or through a manager account.
 *
 * @throws {ToolFailure} when the person has no access, or the customer is itself a manager account
 */
export async function openCustomer(vendor: VendorSession, customerId: string): Promise<Customer> {
  const id = customerId.replaceAll('-', '')
  const query = 'SELECT customer.id, customer.currency_code, customer.manager FROM customer LIMIT 1'
  let loginId: string | undefined
  const rows = await searchCustomer(vendor, { id }, query, customerRowSchema).catch(
    async (error: unknown) => {
      loginId = await findManager(vendor, id, error)
      return searchCustomer(vendor, { id, loginId }, query, customerRowSchema)
    },
  )
  const [row] = rows
  if (!row || row.customer.manager) {
    throw new ToolFailure(
      'vendor_refused',
      'This is a manager account, which has no campaigns of its own. List the customers with read_campaign_performance, and use one of those.',
    )
  }
  return {
    id,
    currency: row.customer.currencyCode,
    search: (query, rowSchema) => searchCustomer(vendor, { id, loginId }, query, rowSchema),
    async mutate(resources, { operation, validateOnly, schema }) {
      const answer = await vendor.send(googleAdsApi, {
        method: 'POST',
        url: `${baseUrl}/customers/${encodeURIComponent(id)}/${resources}:mutate`,
        headers: loginHeader(loginId),
        json: { operations: [operation], validateOnly },
        writes: !validateOnly,
      })
      return readResult('Google Ads', schema, answer, !validateOnly)
    },
  }
}

/** Returns the manager account of a customer to which there is no direct access. Throws `refusal` when there is none. */
async function findManager(vendor: VendorSession, id: string, refusal: unknown): Promise<string> {
  const mayBeManaged =
    refusal instanceof GoogleAdsRefusal && refusal.codes.includes('USER_PERMISSION_DENIED')
  if (!mayBeManaged) throw refusal
  const query = `SELECT customer_client.id FROM customer_client WHERE customer_client.id = ${id} LIMIT 1`
  for (const managerId of (await listAccessibleIds(vendor)).slice(0, maxManagers)) {
    const found = await searchCustomer(vendor, { id: managerId }, query, z.unknown()).catch(
      skipRefused,
    )
    if (found.length > 0) return managerId
  }
  throw refusal
}

/** Returns no rows for a customer that Google Ads refuses, such as one that is closed. Throws all other failures. */
export function skipRefused(failure: unknown): [] {
  if (failure instanceof GoogleAdsRefusal) return []
  throw failure
}

function loginHeader(loginId: string | undefined): Record<string, string> {
  return loginId === undefined ? {} : { 'login-customer-id': loginId }
}
