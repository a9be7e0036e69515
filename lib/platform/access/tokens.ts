import { type Environment, environmentSchema, type Role, roleSchema } from '@/lib/contract/role'
import { hashSecret } from '@/lib/storage/secret-hash'
import { ApiProblem } from '../api-problem'
import type { PlatformContext } from '../context'
import { newId } from '../new-id'
import type { Caller } from './caller'
import { isTokenShaped, newToken } from './token-format'

export interface TokenInput {
  accountId: string
  environment: Environment
  role: Role
  /** What people call it: it stands in the history of what it did. */
  name: string
}

export interface ListedToken {
  id: string
  account: string
  environment: string
  role: string
  name: string
  createdAt: number
  revokedAt: number | null
}

export interface Tokens {
  /** The only time the token itself exists on this side; the store keeps its hash. */
  create: (input: TokenInput) => Promise<{ id: string; token: string }>
  /** Every token that ever was, oldest first, without the secrets. */
  list: () => Promise<ListedToken[]>
  /** Ends a token from the next request on, in every process. False when there is none alive. */
  revoke: (id: string) => Promise<boolean>
  /** Who this token speaks for; `null` when it speaks for nobody. */
  authenticate: (token: string) => Promise<Caller | null>
}

export function createTokens({ storage, now }: Pick<PlatformContext, 'storage' | 'now'>): Tokens {
  return {
    async create(input) {
      const token = newToken(input.environment)
      const id = newId('tok')
      await storage.db
        .insertInto('tokens')
        .values({
          id,
          account_id: input.accountId,
          environment: environmentSchema.parse(input.environment),
          role: roleSchema.parse(input.role),
          name: input.name,
          hash: hashSecret(token),
          created_at: now(),
        })
        .execute()
      return { id, token }
    },
    async list() {
      const rows = await storage.db
        .selectFrom('tokens')
        .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
        .select(['tokens.id', 'accounts.name as account', 'environment', 'role', 'tokens.name'])
        .select(['tokens.created_at', 'revoked_at'])
        .orderBy('tokens.created_at')
        .orderBy('tokens.id')
        .execute()
      return rows.map(({ created_at, revoked_at, ...token }) => ({
        ...token,
        createdAt: created_at,
        revokedAt: revoked_at,
      }))
    },
    async revoke(id) {
      const { numUpdatedRows } = await storage.db
        .updateTable('tokens')
        .set({ revoked_at: now() })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async authenticate(token) {
      if (!isTokenShaped(token)) return null
      const row = await storage.db
        .selectFrom('tokens')
        .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
        .select(['tokens.id', 'tokens.name', 'account_id', 'environment', 'role'])
        .select('accounts.name as account_name')
        .where('hash', '=', hashSecret(token))
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      if (!row) return null
      const role = roleSchema.safeParse(row.role)
      if (!role.success) throw new ApiProblem('forbidden', 'This token has no role known here.')
      return {
        tokenId: row.id,
        tokenName: row.name,
        accountId: row.account_id,
        accountName: row.account_name,
        environment: environmentSchema.parse(row.environment),
        role: role.data,
      }
    },
  }
}
