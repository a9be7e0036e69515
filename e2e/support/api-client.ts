import createClient, { type Client } from 'openapi-fetch'
import type { paths } from '@/tools/api-client/schema'

/** Returns a client of the API whose calls and answers have the types of the OpenAPI document. */
export function apiClient(origin: string, token: string): Client<paths> {
  return createClient<paths>({ baseUrl: origin, headers: { authorization: `Bearer ${token}` } })
}
