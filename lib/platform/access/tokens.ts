import { hasRightsOf } from '@/lib/contract/api/permissions'
import { environmentSchema, roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { ApiProblem } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import type { Caller } from './caller'
import type { SessionEnd } from './session-end'
import { findVisitOfToken } from './staff/visit-of-token'
import { commandLine } from './system-actors'
import { createTokenChanges, type TokenInput } from './token-changes'
import { isTokenShaped } from './token-format'
import { findOwner, type TokenOwner } from './token-owner'
import { tokenColumns } from './token-row'

export interface ListedToken {
  id: string
  /** The name of the account. */
  account: string
  environment: string
  role: string
  name: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Milliseconds since 1970. */
  expiresAt: number | null
  /** Milliseconds since 1970. */
  revokedAt: number | null
}

export type TokenRefusal =
  /** The text is not a token of this platform. */
  | 'unknown'
  /** The token was revoked, its visit was closed, or the person of its session no longer belongs to the account. */
  | 'revoked'
  | 'expired'
  /** The token is for an environment that only a newer version of the platform knows. */
  | 'unknown_environment'
  /** The person who created the token no longer has its rights, or no longer belongs to the account. */
  | 'owner_without_rights'

export interface Tokens {
  /** Creates a token and returns it this one time: the store keeps only its hash. */
  create: (input: TokenInput) => Promise<{ id: string; token: string }>
  /**
   * Revokes a token of an account, because its session ended. Returns false when the account has no token with
   * this id that could be revoked. Without an `end`, the session was too old.
   */
  revoke: (accountId: string, id: string, end?: SessionEnd) => Promise<boolean>
  /** Returns all API tokens, also revoked and expired ones, oldest first and without secrets. Only for the operator. */
  listForOperator: () => Promise<ListedToken[]>
  /** Revokes a token of any account. Returns false when there is none with this id. Only for the operator. */
  revokeForOperator: (id: string) => Promise<boolean>
  /**
   * Returns the caller to whom a token belongs, or the reason why there is none. Throws `forbidden` for a role
   * that only a newer version knows, because such a token is valid and may do nothing here.
   */
  authenticate: (token: string) => Promise<Caller | TokenRefusal>
}

function unknownRole(): ApiProblem {
  return new ApiProblem('forbidden', 'This token has no role known here.')
}

function mayWorkIn({ onlyEnvironment }: TokenOwner, { environment }: Caller): boolean {
  return onlyEnvironment === null || onlyEnvironment === environment
}

/** Returns the caller with the role that the person has now. */
function callerOfSession(
  caller: Caller,
  owner: TokenOwner | undefined,
  wayMadeAt: number,
): Caller | TokenRefusal {
  if (!owner || !mayWorkIn(owner, caller)) return 'revoked'
  if (owner.waysEndedAt !== null && wayMadeAt <= owner.waysEndedAt) return 'revoked'
  const role = roleSchema.safeParse(owner.role)
  if (!role.success) throw unknownRole()
  const { id, name, onlyEnvironment } = owner
  return { ...caller, role: role.data, person: { id, name, onlyEnvironment } }
}

/** Returns the caller, unless the person who created the token has fewer rights now than the token. */
function callerOfOwnedToken(caller: Caller, owner: TokenOwner | undefined): Caller | TokenRefusal {
  const role = roleSchema.safeParse(owner?.role)
  if (!owner || !role.success || !mayWorkIn(owner, caller)) return 'owner_without_rights'
  if (!hasRightsOf(role.data, caller.role)) return 'owner_without_rights'
  return { ...caller, ownerId: owner.id }
}

/** Creates the operations on tokens that need no caller: for the operator, for sessions, and for authentication. */
export function createTokens(context: Pick<PlatformContext, 'storage' | 'log' | 'now'>): Tokens {
  const { storage, now } = context
  const changes = createTokenChanges(context)

  const selectById = (db: Database, id: string) =>
    db.selectFrom('tokens').select(tokenColumns).where('id', '=', id)

  return {
    async create(input) {
      const { row, token } = await changes.create(input)
      return { id: row.id, token }
    },
    revoke: (accountId, id, end = 'expired') =>
      changes.endSession(
        (db) => selectById(db, id).where('account_id', '=', accountId).executeTakeFirst(),
        end,
      ),
    listForOperator: () =>
      storage.db
        .selectFrom('tokens')
        .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
        .select(['tokens.id', 'accounts.name as account', 'environment', 'role', 'tokens.name'])
        .select(['tokens.created_at as createdAt', 'expires_at as expiresAt'])
        .select('revoked_at as revokedAt')
        .where('use', 'is', null)
        .orderBy('tokens.created_at')
        .orderBy('tokens.id')
        .execute(),
    revokeForOperator: (id) =>
      changes.revoke((db) => selectById(db, id).executeTakeFirst(), commandLine),
    async authenticate(token) {
      if (!isTokenShaped(token)) return 'unknown'
      const row = await storage.db
        .selectFrom('tokens')
        .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
        .select([
          'tokens.id',
          'tokens.name',
          'account_id',
          'environment',
          'role',
          'person_id',
          'use',
        ])
        .select(['accounts.name as account_name', 'expires_at', 'revoked_at'])
        .select(['way_made_at', 'tokens.created_at'])
        .where('hash', '=', hashSecret(token))
        .executeTakeFirst()
      if (!row) return 'unknown'
      if (row.revoked_at !== null) return 'revoked'
      if (row.expires_at !== null && row.expires_at <= now()) return 'expired'
      const environment = environmentSchema.safeParse(row.environment)
      if (!environment.success) return 'unknown_environment'
      const role = roleSchema.safeParse(row.role)
      if (!role.success) throw unknownRole()
      const caller: Caller = {
        tokenId: row.id,
        tokenName: row.name,
        accountId: row.account_id,
        accountName: row.account_name,
        environment: environment.data,
        role: role.data,
      }
      if (row.person_id === null) return caller
      if (row.use === 'support') {
        const visit = await findVisitOfToken(storage.db, row.id)
        return visit ? { ...caller, role: 'support', visit } : 'revoked'
      }
      const owner = await findOwner(storage.db, row.person_id, row.account_id)
      return row.use === 'session'
        ? callerOfSession(caller, owner, row.way_made_at ?? row.created_at)
        : callerOfOwnedToken(caller, owner)
    },
  }
}
