import { randomBytes } from 'node:crypto'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { dayMs } from './durations'
import type { CallPurpose, Faults } from './faults'
import { readGrant, type SimulatedGrant } from './simulated-grants'

/** The kinds of token. Slack also issues the kinds `user_…`, for the person who installed the app. */
export type TokenKind = 'access' | 'refresh' | 'user_access' | 'user_refresh'

/** A token that a client has sent, with its grant. */
export interface PresentedToken {
  grant: SimulatedGrant
  kind: string
  state: 'live' | 'expired' | 'revoked'
  /** Milliseconds since 1970. */
  createdAt: number
  /** Milliseconds since 1970; `null` for a token that does not expire. */
  expiresAt: number | null
}

export interface SimulatedTokens {
  /** Issues a token of a grant in the vendor's own form. Without a lifetime, the token does not expire. */
  issue: (
    grant: SimulatedGrant,
    kind: TokenKind,
    prefix: string,
    lifetimeMs?: number,
  ) => Promise<string>
  /**
   * Stores a token that was not issued here, such as a bot's token. Also deletes tokens of the grant that ended long
   * ago. Without a lifetime, the token does not expire.
   */
  store: (
    grant: SimulatedGrant,
    kind: TokenKind,
    token: string,
    lifetimeMs?: number,
  ) => Promise<void>
  /**
   * Returns the grant and the state of a token that a client has sent, or `undefined` for a token that this vendor
   * never issued. Applies a waiting fault first, if a call with this purpose triggers it.
   */
  lookUp: (
    service: Service,
    token: string,
    call: { purpose: CallPurpose },
  ) => Promise<PresentedToken | undefined>
  /** Spends a refresh token that works once. Only the first call returns `true`. */
  spend: (token: string) => Promise<boolean>
  revokeKinds: (grant: SimulatedGrant, kinds: readonly TokenKind[]) => Promise<void>
}

/** Returns a prefix followed by random bytes in base64url. */
export function randomToken(prefix: string, bytes = 32): string {
  return prefix + randomBytes(bytes).toString('base64url')
}

/** Creates the store of the tokens of all simulated vendors. Only their hashes are stored. */
export function createSimulatedTokens(
  db: Database,
  now: () => number,
  faults: Faults,
): SimulatedTokens {
  async function find(service: Service, token: string): Promise<PresentedToken | undefined> {
    const row = await db
      .selectFrom('sandbox_tokens')
      .innerJoin('sandbox_grants', 'sandbox_grants.id', 'sandbox_tokens.grant_id')
      .selectAll('sandbox_grants')
      .select([
        'sandbox_tokens.kind',
        'sandbox_tokens.expires_at as token_expires_at',
        'sandbox_tokens.revoked_at as token_revoked_at',
        'sandbox_tokens.created_at as token_created_at',
      ])
      .where('sandbox_grants.service', '=', service)
      .where('sandbox_tokens.hash', '=', hashSecret(token))
      .executeTakeFirst()
    if (!row) return undefined
    const isRevoked = row.revoked_at !== null || row.token_revoked_at !== null
    const isExpired = row.token_expires_at !== null && row.token_expires_at <= now()
    return {
      grant: readGrant(row),
      kind: row.kind,
      state: isRevoked ? 'revoked' : isExpired ? 'expired' : 'live',
      createdAt: row.token_created_at,
      expiresAt: row.token_expires_at,
    }
  }

  async function store(grant: SimulatedGrant, kind: TokenKind, token: string, lifetimeMs?: number) {
    await db
      .deleteFrom('sandbox_tokens')
      .where('grant_id', '=', grant.id)
      .where((where) =>
        where.or([
          where('revoked_at', '<', now() - dayMs),
          where.and([
            where('expires_at', '<', now() - 7 * dayMs),
            where('kind', 'in', ['access', 'user_access']),
          ]),
        ]),
      )
      .execute()
    await db
      .insertInto('sandbox_tokens')
      .values({
        hash: hashSecret(token),
        grant_id: grant.id,
        kind,
        created_at: now(),
        expires_at: lifetimeMs === undefined ? null : now() + lifetimeMs,
      })
      // Two first calls with a bot's token may store it at the same moment.
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute()
  }

  return {
    store,
    async issue(grant, kind, prefix, lifetimeMs) {
      const token = randomToken(prefix)
      await store(grant, kind, token, lifetimeMs)
      return token
    },
    async lookUp(service, token, { purpose }) {
      const found = await find(service, token)
      if (!found) return undefined
      await faults.applyWaiting(found.grant.id, { purpose })
      return find(service, token)
    },
    async spend(token) {
      const { numUpdatedRows } = await db
        .updateTable('sandbox_tokens')
        .set({ revoked_at: now() })
        .where('hash', '=', hashSecret(token))
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async revokeKinds(grant, kinds) {
      await db
        .updateTable('sandbox_tokens')
        .set({ revoked_at: now() })
        .where('grant_id', '=', grant.id)
        .where('kind', 'in', kinds)
        .where('revoked_at', 'is', null)
        .execute()
    },
  }
}
