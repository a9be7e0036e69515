import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../context'
import type { Revocations } from '../revocations'
import { type Grant, openCredential } from '../vault'
import type { IntegrationRow } from './integration-row'

/** The grant that a row still holds; `undefined` when the vault cannot open it any more. */
export function grantOf({ keyring, log }: PlatformContext, row: IntegrationRow): Grant | undefined {
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
 * Queues what a row held to be revoked, and not before a refresh of it that runs has ended; part of
 * the transaction that takes it out of the row. `undefined` when there is nothing to revoke.
 */
export async function letGoOf(
  context: PlatformContext,
  revocations: Revocations,
  db: Database,
  row: IntegrationRow,
): Promise<string | undefined> {
  const grant = grantOf(context, row)
  if (!grant) return undefined
  return revocations.enqueue(db, {
    accountId: row.account_id,
    environment: row.environment,
    service: row.service,
    integrationId: row.id,
    grant,
    notBefore: row.refresh_until ?? undefined,
  })
}
