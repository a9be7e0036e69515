import { z } from 'zod'
import { type Position, pageOf } from '../pages'
import { invalidArgument } from '../tool-failure'
import { cutText, readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { idSchema, listAccessibleIds, searchCustomer, skipRefused } from './customer'

/** One call asks Google about at most this many accounts. */
const maxAskedAccounts = 10
const pagePattern = /^(\d{1,4})\.(\d{1,19})$/

const clientRowSchema = z.object({
  customerClient: z.object({
    id: idSchema,
    descriptiveName: z.string().optional(),
    currencyCode: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
  }),
})

export const customerSchema = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string().optional(),
})

/**
 * Returns one page of the customers to which the connected person has access, directly or through manager accounts. Manager
 * accounts are left out, because they have no campaigns.
 */
export async function listCustomers(vendor: VendorSession, position: Position) {
  const accessibleIds = await listAccessibleIds(vendor)
  let { index, afterId } = readPage(position.page)
  const found = new Map<string, z.infer<typeof customerSchema>>()
  for (let asked = 0; asked < maxAskedAccounts && found.size < position.limit; asked += 1) {
    const id = accessibleIds[index]
    if (id === undefined) break
    const limit = position.limit - found.size
    const clients = await clientsOf(vendor, id, afterId, limit)
    for (const client of clients) found.set(client.id, client)
    const isFull = clients.length >= limit
    afterId = isFull ? (clients.at(-1)?.id ?? '0') : '0'
    if (!isFull) index += 1
  }
  const nextPage = index < accessibleIds.length ? `${index}.${afterId}` : undefined
  return pageOf([...found.values()], position, nextPage)
}

/** Returns the customers that a manager account manages, or the account itself when it is no manager. */
async function clientsOf(vendor: VendorSession, id: string, afterId: string, limit: number) {
  const rows = await searchCustomer(
    vendor,
    { id },
    `SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code FROM customer_client WHERE customer_client.manager = FALSE AND customer_client.status = 'ENABLED' AND customer_client.id > ${afterId} ORDER BY customer_client.id LIMIT ${limit}`,
    clientRowSchema,
  ).catch(skipRefused)
  return rows.map(({ customerClient: { id, descriptiveName, currencyCode } }) => ({
    id,
    name: cutText(readableText(descriptiveName ?? id), 256),
    ...(currencyCode && { currency: currencyCode }),
  }))
}

/** Reads the position in the list: the index of an account, and the last customer below it that was answered. */
function readPage(page: string | undefined) {
  if (page === undefined) return { index: 0, afterId: '0' }
  const [, index, afterId] = pagePattern.exec(page) ?? []
  if (index === undefined || afterId === undefined)
    throw invalidArgument('cursor', 'it is not the next_cursor of this list')
  return { index: Number(index), afterId }
}
