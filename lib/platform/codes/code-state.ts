import type { Selectable } from 'kysely'
import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { OauthCodesTable } from '@/lib/storage/connect-tables'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret } from '@/lib/storage/secret-hash'
import { knownServiceAndEnvironment } from '../core/known-service-and-environment'
import { type Grant, grantSchema } from '../grants/vault/vault'

export type CodeRow = Selectable<OauthCodesTable>

/** The parts of the platform that the functions on stored codes need. */
export interface CodeStore {
  storage: Storage
  keyring: Keyring
  now: () => number
}

/** A claim on a code: the token that presents the code, and the account, environment and service. */
export interface CodeClaim {
  code: string
  accountId: string
  environment: Environment
  service: Service
  /** The id of the API token that presents the code. */
  tokenId: string
}

export type CodeState =
  /** The claim may spend the code. */
  | { outcome: 'open' }
  /** The same token has spent the code, and its grant is held under the code. */
  | { outcome: 'held'; grant: Grant }
  /** There is no such code. */
  | { outcome: 'unknown' }
  /** The code is not spent and not for the account, environment and service of the claim, or its service is not known here. */
  | { outcome: 'wrong_binding' }
  /** The code has expired, and nobody spent it. */
  | { outcome: 'expired' }
  /** The code is spent, and has no grant for this claim. The account, environment and service are those of the code. */
  | {
      outcome: 'used'
      /** The id of the API token that spent the code. */
      usedByTokenId: string
      /** Milliseconds since 1970. */
      usedAt: number
      accountId: string
      environment: Environment
      service: Service
      /** The integration that the code made, or `null` until `recordIntegration` records it. */
      integrationId: string | null
    }

const codePattern = /^mtoc_[A-Za-z0-9_-]{43}$/

/** Returns the row of a code, or undefined when there is none. A text without the form of a code is not looked up. */
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
  const identity = rowIdentity.oauthCode('held_credential', row)
  try {
    return grantSchema.parse(JSON.parse(keyring.open(row.held_credential, identity)))
  } catch {
    return null
  }
}

/** Returns the state of a code for a claim on the code. */
export function codeState(store: CodeStore, row: CodeRow | undefined, claim: CodeClaim): CodeState {
  if (!row) return { outcome: 'unknown' }
  const isForClaim =
    row.account_id === claim.accountId &&
    row.environment === claim.environment &&
    row.service === claim.service
  const isAlive = row.expires_at > store.now()
  if (row.used_at !== null && row.used_by !== null) {
    if (isForClaim && isAlive && row.used_by === claim.tokenId) {
      const grant = openHold(store, row)
      if (grant !== null) return { outcome: 'held', grant }
    }
    // The service of the row may be one that only a newer version knows. Then no claim can be for that service.
    const columns = knownServiceAndEnvironment.safeParse(row)
    if (!columns.success) return { outcome: 'wrong_binding' }
    return {
      outcome: 'used',
      usedByTokenId: row.used_by,
      usedAt: row.used_at,
      accountId: row.account_id,
      ...columns.data,
      integrationId: row.integration_id,
    }
  }
  if (!isForClaim) return { outcome: 'wrong_binding' }
  if (!isAlive) return { outcome: 'expired' }
  return { outcome: 'open' }
}
