import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import { providers } from '../../providers'
import type { Credential } from '../../providers/provider'
import type { IntegrationRow, StoredRow } from '../integration-row'
import { grantOf } from '../row-grant'
import type { Revocations } from './revocations'

/**
 * Queues the grant of a row for revocation. It is revoked only after a running refresh of it has ended. Call this
 * in the transaction that removes the credential from the row. Returns the id of the revocation, or `undefined`
 * when there is nothing to revoke.
 */
export async function queueRevocationOfRow(
  context: PlatformContext,
  revocations: Revocations,
  db: Database,
  row: StoredRow,
): Promise<string | undefined> {
  const grant = grantOf(context, row)
  if (!grant) return undefined
  return revocations.queueRevocation(db, {
    accountId: row.account_id,
    environment: row.environment,
    service: row.service,
    integrationId: row.id,
    grant,
    refresh: row,
  })
}

/**
 * Queues the token that a reconnect has replaced for revocation. Does nothing if the provider cannot revoke one
 * token alone, or if the token is still the same.
 */
export async function queueRevocationOfReplacedToken(
  context: PlatformContext,
  revocations: Revocations,
  db: Database,
  before: IntegrationRow,
  replacement: Credential,
): Promise<void> {
  if (!providers[before.service].revokeTokenOnly) return
  const grant = grantOf(context, before)
  if (!grant || grant.credential.accessToken === replacement.accessToken) return
  const { account_id: accountId, environment, service } = before
  await revocations.queueRevocation(db, { accountId, environment, service, grant, refresh: before })
}
