import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import type { Credential } from '../../providers/provider'
import { providers } from '../../providers/registry'
import type { IntegrationRow, StoredRow } from '../integration-row'
import { grantOf } from '../row-grant'
import type { Revocations } from './revocations'

/**
 * Queues the grant of a row for revocation. While the grant is being refreshed, the revocation waits. Call this in
 * the database transaction that removes the credential from the row. Returns the id of the revocation, or
 * `undefined` when the row has no grant that can be read.
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
    lease: row,
  })
}

/**
 * Queues for revocation the token that a reconnect has replaced. Does nothing if the provider cannot revoke one
 * token alone, or if the new credential has the same token.
 */
export async function queueRevocationOfReplacedToken(
  context: PlatformContext,
  revocations: Revocations,
  db: Database,
  rowBefore: IntegrationRow,
  newCredential: Credential,
): Promise<void> {
  if (!providers[rowBefore.service].revokeTokenOnly) return
  const grant = grantOf(context, rowBefore)
  if (!grant || grant.credential.accessToken === newCredential.accessToken) return
  const { account_id: accountId, environment, service } = rowBefore
  await revocations.queueRevocation(db, {
    accountId,
    environment,
    service,
    grant,
    lease: rowBefore,
  })
}
