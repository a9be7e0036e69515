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

/** What all functions on stored codes work with. */
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
  /** Spent by this same token, and what the code brought is held under it. */
  | { outcome: 'held'; secret: string }
  | { outcome: 'unknown' }
  /** The code is of another account, environment or service. It is not spent by this. */
  | { outcome: 'wrong_binding' }
  | { outcome: 'expired' }
  | {
      outcome: 'used'
      usedBy: string
      usedAt: number
      accountId: string
      environment: Environment
      service: Service
      /** The integration that the code made; `null` until `settle` names it. */
      integrationId: string | null
    }

const codePattern = /^mtoc_[A-Za-z0-9_-]{43}$/

/** Returns the row of a code. What does not look like a code is not looked up. */
export async function findCode({ storage }: CodeStore, code: string): Promise<CodeRow | undefined> {
  if (!codePattern.test(code)) return undefined
  await storage.ready()
  return storage.db
    .selectFrom('oauth_codes')
    .selectAll()
    .where('hash', '=', hashSecret(code))
    .executeTakeFirst()
}

/** Returns what is held under a code; `null` when nothing is, or the vault cannot open it any more. */
export function openHold({ keyring }: CodeStore, row: CodeRow): string | null {
  if (row.held_credential === null) return null
  try {
    return keyring.open(row.held_credential, rowIdentity.oauthCode('held_credential', row))
  } catch {
    return null
  }
}

/** Returns the state of a code for the claim that is made on it. */
export function stateOf(store: CodeStore, row: CodeRow | undefined, claim: Claim): CodeState {
  if (!row) return { outcome: 'unknown' }
  const bound =
    row.account_id === claim.accountId &&
    row.environment === claim.environment &&
    row.service === claim.service
  const alive = row.expires_at > store.now()
  if (row.used_at !== null && row.used_by !== null) {
    if (bound && alive && row.used_by === claim.usedBy) {
      const secret = openHold(store, row)
      if (secret !== null) return { outcome: 'held', secret }
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
