import type { StatusReason } from '@/lib/contract/api/integration'
import type { PlatformContext } from '../core/context'
import type { StoredRow } from './integration-row'
import { type Grant, openCredential } from './vault/vault'

/** The status reason of an integration whose credential the vault cannot open: the person has to reconnect. */
export const unreadableReason: StatusReason = 'expired'

/**
 * Returns the grant in a row, or `undefined` when the row has no credential. When the vault cannot open the
 * credential, logs an operator alarm and returns `undefined` too.
 */
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
