import type { Selectable } from 'kysely'
import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { OauthCodesTable } from '@/lib/storage/connect-tables'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret } from '@/lib/storage/secret-hash'
import { knownColumns } from '../core/known-columns'
import { type Grant, grantSchema } from '../grants/vault/vault'

export type CodeRow = Selectable<OauthCodesTable>

/** The parts that all functions on stored codes need. */
export interface CodeStore {
  storage: Storage
  keyring: Keyring
  now: () => number
}

/** A claim on a code: who presents it, and for which account, environment and service. */
export interface Claim {
  code: string
  accountId: string
  environment: Environment
  service: Service
  /** The id of the API token that presents the code. */
  usedBy: string
}

export type CodeState =
  /** The claim may spend the code. */
  | { outcome: 'open' }
  /** The same token has spent the code, and its grant is held under the code. */
  | { outcome: 'held'; grant: Grant }
  | { outcome: 'unknown' }
  /** The code is for another account, environment or service. The claim does not spend it. */
  | { outcome: 'wrong_binding' }
  | { outcome: 'expired' }
  | {
      outcome: 'used'
      usedBy: string
      usedAt: number
      accountId: string
      environment: Environment
      service: Service
      /** The integration that the code made, or `null` until `recordIntegration` records it. */
      integrationId: string | null
    }

const codePattern = /^mtoc_[A-Za-z0-9_-]{43}$/

/** Returns the row of a code. A text that does not look like a code is not looked up. */
export async function findCode({ storage }: CodeStore, code: string): Promise<CodeRow | undefined> {
  if (!codePattern.test(code)) return undefined
  await storage.ready()
  return storage.db
    .selectFrom('oauth_codes')
    .selectAll()
    .where('hash', '=', hashSecret(code))
    .executeTakeFirst()
}

/**
 * Returns the grant that is held under a code, or `null` when there is none or it cannot be read: the vault does
 * not open it, or a newer version wrote it in another shape.
 */
export function openHold({ keyring }: CodeStore, row: CodeRow): Grant | null {
  if (row.held_credential === null) return null
  const home = rowIdentity.oauthCode('held_credential', row)
  try {
    return grantSchema.parse(JSON.parse(keyring.open(row.held_credential, home)))
  } catch {
    return null
  }
}

/** Returns the state of a code with regard to a claim on it. */
export function stateOf(store: CodeStore, row: CodeRow | undefined, claim: Claim): CodeState {
  if (!row) return { outcome: 'unknown' }
  const bound =
    row.account_id === claim.accountId &&
    row.environment === claim.environment &&
    row.service === claim.service
  const alive = row.expires_at > store.now()
  if (row.used_at !== null && row.used_by !== null) {
    if (bound && alive && row.used_by === claim.usedBy) {
      const grant = openHold(store, row)
      if (grant !== null) return { outcome: 'held', grant }
    }
    const known = knownColumns.safeParse(row)
    if (!known.success) return { outcome: 'wrong_binding' }
    return {
      outcome: 'used',
      usedBy: row.used_by,
      usedAt: row.used_at,
      accountId: row.account_id,
      ...known.data,
      integrationId: row.integration_id,
    }
  }
  if (!bound) return { outcome: 'wrong_binding' }
  if (!alive) return { outcome: 'expired' }
  return { outcome: 'open' }
}
