import type { Selectable } from 'kysely'
import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { OauthCodesTable } from '@/lib/storage/connect-tables'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret } from '@/lib/storage/secret-hash'
import { knownColumns } from '../core/known-columns'

export type CodeRow = Selectable<OauthCodesTable>

/** What every reader of codes works with. */
export interface CodeStore {
  storage: Storage
  keyring: Keyring
  now: () => number
}

/** Who presents a code, and for what. */
export interface Claim {
  code: string
  accountId: string
  environment: Environment
  service: Service
  /** The id of the API token that presents it. */
  usedBy: string
}

export type CodeState =
  | { outcome: 'open' }
  /** Spent by this very token on an exchange whose credential still waits for a decision. */
  | { outcome: 'held'; held: string }
  | { outcome: 'unknown' }
  /** Another account, environment or service. The code is as good as before. */
  | { outcome: 'wrong_binding' }
  | { outcome: 'expired' }
  | {
      outcome: 'used'
      usedBy: string
      usedAt: number
      accountId: string
      environment: Environment
      service: Service
      /** What the code made, once `settle` has said so. */
      integrationId: string | null
    }

const codePattern = /^mtoc_[A-Za-z0-9_-]{43}$/

/** The row of a code; anything that does not look like one is unknown without a query. */
export async function findCode({ storage }: CodeStore, code: string): Promise<CodeRow | undefined> {
  if (!codePattern.test(code)) return undefined
  await storage.ready()
  return storage.db
    .selectFrom('oauth_codes')
    .selectAll()
    .where('hash', '=', hashSecret(code))
    .executeTakeFirst()
}

/** What presenting the code would find. */
export function stateOf(
  { keyring, now }: CodeStore,
  row: CodeRow | undefined,
  claim: Claim,
): CodeState {
  if (!row) return { outcome: 'unknown' }
  const bound =
    row.account_id === claim.accountId &&
    row.environment === claim.environment &&
    row.service === claim.service
  const alive = row.expires_at > now()
  if (row.used_at !== null && row.used_by !== null) {
    if (bound && alive && row.used_by === claim.usedBy && row.held_credential !== null) {
      const held = keyring.open(row.held_credential, rowIdentity.oauthCode('held_credential', row))
      return { outcome: 'held', held }
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
