import type { Database } from '@/lib/storage/database'
import { ApiProblem } from '../core/api-problem'
import type { ConnectContext, ConnectOrder } from './connect-order'

/**
 * Records which integration was made or reconnected with the code of an order, and that the connect
 * attempt of the code has ended with it. Does nothing without a code. Call this in the database
 * transaction that writes the integration. Throws `invalid_oauth_code` when another API token has
 * presented the code meanwhile, because one of the two presented a stolen code
 * (https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2).
 */
export async function recordIntegrationOfCode(
  { codes }: ConnectContext,
  db: Database,
  { request, attempt }: ConnectOrder,
  integrationId: string,
): Promise<void> {
  if (request.oauth_code === undefined) return
  if (await codes.recordIntegration(db, request.oauth_code, integrationId)) {
    return attempt.connected(db, integrationId)
  }
  const detail = 'This code was presented by somebody else too. Nothing was connected; start again.'
  throw new ApiProblem('invalid_oauth_code', detail, { reason: 'replayed' })
}
