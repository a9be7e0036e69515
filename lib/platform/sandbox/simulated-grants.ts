import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Scenario } from '@/lib/contract/api/sandbox-scenarios'
import { isService, type Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import type { SandboxGrantsTable } from '@/lib/storage/sandbox-tables'
import { hashSecret } from '@/lib/storage/secret-hash'
import { dayMs } from './durations'
import { faultOf, scenarioOf } from './scenarios'

/** A grant that a person gave on a consent page. Times are in milliseconds since 1970. */
export interface SimulatedGrant {
  id: string
  service: Service
  accountId: string
  scopes: string[]
  details: Record<string, string>
  redirectUri: string
  codeChallenge: string | null
  scenario: Scenario
  revokedAt: number | null
  createdAt: number
  /** The customer's account for which the grant was given. Null when nobody was signed in. */
  owner: string | null
}

export type SimulatedCodeState = 'live' | 'used' | 'expired'

export interface SimulatedGrants {
  /**
   * Stores a grant. Until `codeExpiresAt`, in milliseconds since 1970, `code` can be exchanged for its tokens. Also
   * deletes the grants whose codes ran out unused more than a day ago.
   */
  store: (
    grant: Omit<SimulatedGrant, 'id' | 'createdAt' | 'revokedAt'>,
    code: string,
    codeExpiresAt: number,
  ) => Promise<SimulatedGrant>
  findByCode: (
    service: Service,
    code: string,
  ) => Promise<{ grant: SimulatedGrant; state: SimulatedCodeState } | undefined>
  /** Spends the code and sets the fault that the scenario applies later. Returns `true` only to the first call. */
  spendCode: (grant: SimulatedGrant) => Promise<boolean>
  /**
   * Returns the grant of an account whose code was exchanged last, or `undefined`. Ignores revoked grants. Needed for a vendor
   * whose API calls name the account and not a token.
   */
  findLatest: (service: Service, accountId: string) => Promise<SimulatedGrant | undefined>
  /** Stores the customer's account for which the grant is used. */
  setOwner: (grantId: string, owner: string) => Promise<void>
  revoke: (grantId: string) => Promise<void>
  revokeAllOf: (service: Service, accountId: string) => Promise<void>
}

const scopesSchema = z.array(z.string())
const detailsSchema = z.record(z.string(), z.string())

/** Returns the grant in a row. Throws when the row is not valid. */
export function readGrant(row: Selectable<SandboxGrantsTable>): SimulatedGrant {
  if (!isService(row.service)) throw new Error(`a sandbox grant is for "${row.service}"`)
  return {
    id: row.id,
    service: row.service,
    accountId: row.subject,
    scopes: scopesSchema.parse(JSON.parse(row.scopes)),
    details: detailsSchema.parse(JSON.parse(row.details)),
    redirectUri: row.redirect_uri,
    codeChallenge: row.code_challenge,
    scenario: scenarioOf(row.scenario),
    revokedAt: row.revoked_at,
    createdAt: row.created_at,
    owner: row.owner,
  }
}

function codeState(row: Selectable<SandboxGrantsTable>, now: number): SimulatedCodeState {
  if (row.code_used_at !== null) return 'used'
  return row.code_expires_at !== null && row.code_expires_at <= now ? 'expired' : 'live'
}

/** Creates the store of the grants of all simulated vendors. Only the hashes of codes are stored. */
export function createSimulatedGrants(db: Database, now: () => number): SimulatedGrants {
  const revocation = () => db.updateTable('sandbox_grants').set({ revoked_at: now() })

  return {
    async store(grant, code, codeExpiresAt) {
      await db
        .deleteFrom('sandbox_grants')
        .where('code_used_at', 'is', null)
        .where('code_expires_at', '<', now() - dayMs)
        .execute()
      const stored = { ...grant, id: randomUUID(), createdAt: now(), revokedAt: null }
      await db
        .insertInto('sandbox_grants')
        .values({
          id: stored.id,
          service: grant.service,
          subject: grant.accountId,
          scopes: JSON.stringify(grant.scopes),
          details: JSON.stringify(grant.details),
          redirect_uri: grant.redirectUri,
          code_challenge: grant.codeChallenge,
          code_hash: hashSecret(code),
          code_expires_at: codeExpiresAt,
          scenario: grant.scenario,
          created_at: stored.createdAt,
          owner: grant.owner,
        })
        .execute()
      return stored
    },
    async findByCode(service, code) {
      const row = await db
        .selectFrom('sandbox_grants')
        .selectAll()
        .where('service', '=', service)
        .where('code_hash', '=', hashSecret(code))
        .executeTakeFirst()
      return row && { grant: readGrant(row), state: codeState(row, now()) }
    },
    async spendCode(grant) {
      const { numUpdatedRows } = await db
        .updateTable('sandbox_grants')
        .set({ code_used_at: now(), fault: faultOf(grant.scenario) })
        .where('id', '=', grant.id)
        .where('code_used_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async findLatest(service, accountId) {
      const row = await db
        .selectFrom('sandbox_grants')
        .selectAll()
        .where('service', '=', service)
        .where('subject', '=', accountId)
        .where('code_used_at', 'is not', null)
        .where('revoked_at', 'is', null)
        .orderBy('code_used_at', 'desc')
        .orderBy((column) => column('fault', 'is', null))
        .limit(1)
        .executeTakeFirst()
      return row && readGrant(row)
    },
    async setOwner(grantId, owner) {
      await db.updateTable('sandbox_grants').set({ owner }).where('id', '=', grantId).execute()
    },
    async revoke(grantId) {
      await revocation().where('id', '=', grantId).where('revoked_at', 'is', null).execute()
    },
    async revokeAllOf(service, accountId) {
      await revocation()
        .where('service', '=', service)
        .where('subject', '=', accountId)
        .where('revoked_at', 'is', null)
        .execute()
    },
  }
}
