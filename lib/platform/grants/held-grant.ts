import type { StatusReason } from '@/lib/contract/api/integration'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../core/context'
import { providers } from '../providers'
import type { Credential } from '../providers/provider'
import type { IntegrationRow, StoredRow } from './integration-row'
import type { Revocations } from './revocations/revocations'
import { type Grant, openCredential } from './vault/vault'

/** A credential that the vault cannot open is as lost as one that ran out. */
export const unreadable: StatusReason = 'expired'

/** The grant that a row still holds; `undefined` when the vault cannot open it any more. */
export function grantOf({ keyring, log }: PlatformContext, row: StoredRow): Grant | undefined {
  if (row.credential === null) return undefined
  try {
    const credential = openCredential(keyring, row.credential, row)
    return { credential, account: { id: row.external_id, name: row.account_name } }
  } catch {
    log.error({ integration: row.id }, 'operator alarm: a credential does not open')
    return undefined
  }
}

/**
 * Queues the token that a reconnect has put another in the place of, where its provider keeps both
 * and can end one alone.
 */
export async function letGoOfToken(
  context: PlatformContext,
  revocations: Revocations,
  db: Database,
  before: IntegrationRow,
  now: Credential,
): Promise<void> {
  if (!providers[before.service].revokeTokenOnly) return
  const grant = grantOf(context, before)
  if (!grant || grant.credential.accessToken === now.accessToken) return
  const { account_id: accountId, environment, service } = before
  await revocations.enqueue(db, { accountId, environment, service, grant, refresh: before })
}

/**
 * Queues what a row held to be revoked, and not before a refresh of it that runs has ended; part of
 * the transaction that takes it out of the row. `undefined` when there is nothing to revoke.
 */
export async function letGoOf(
  context: PlatformContext,
  revocations: Revocations,
  db: Database,
  row: StoredRow,
): Promise<string | undefined> {
  const grant = grantOf(context, row)
  if (!grant) return undefined
  return revocations.enqueue(db, {
    accountId: row.account_id,
    environment: row.environment,
    service: row.service,
    integrationId: row.id,
    grant,
    refresh: row,
  })
}
