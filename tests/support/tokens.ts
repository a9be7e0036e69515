import { type CreateTokenRequest, type NewToken, newTokenSchema } from '@/lib/contract/api/token'
import type { Client, TestServer } from './platform'

/** Creates an API token through the API. */
export async function createToken(
  by: Client,
  request: Partial<CreateTokenRequest> = {},
): Promise<NewToken> {
  const response = await by.post('/v1/tokens', { name: 'CI', role: 'member', ...request })
  const body: unknown = await response.json()
  if (response.status !== 201) throw new Error(`creating answered ${JSON.stringify(body)}`)
  return newTokenSchema.parse(body)
}

/** Sends a request with a token. */
export function askWith(
  { anonymous }: Pick<TestServer, 'anonymous'>,
  token: string,
  path = '/v1/account',
  { method = 'GET', ...headers }: Record<string, string> = {},
): Promise<Response> {
  return anonymous(method, path, { headers: { ...headers, authorization: `Bearer ${token}` } })
}

/** Returns the activity of an account, oldest first. */
export async function activityOf({ storage }: TestServer, accountId: string) {
  const rows = await storage.db
    .selectFrom('activity')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    actor: JSON.parse(row.actor),
    target: JSON.parse(row.target),
  }))
}

/** Returns the lines that were logged for an audit and name this id. */
export function auditLines({ logged }: TestServer, id: string) {
  return logged()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => line.audit !== undefined && JSON.stringify(line).includes(id))
}
