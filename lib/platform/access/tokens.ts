import { type Environment, environmentSchema, type Role, roleSchema } from '@/lib/contract/api/role'
import { hashSecret } from '@/lib/storage/secret-hash'
import { ApiProblem } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import type { Caller } from './caller'
import { isTokenShaped, newToken } from './token-format'

export interface TokenInput {
  accountId: string
  environment: Environment
  role: Role
  /** The name that people gave to the token. The history shows it as the actor of what the token did. */
  name: string
}

export interface ListedToken {
  id: string
  /** The name of the account. */
  account: string
  environment: string
  role: string
  name: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Milliseconds since 1970, or null when the token was not revoked. */
  revokedAt: number | null
}

export type TokenRefusal =
  /** The text is not a token of this platform. */
  | 'unknown'
  | 'revoked'
  /** The token is for an environment that only a newer version of the platform knows. */
  | 'unknown_environment'

export interface Tokens {
  /** Creates a token and returns it this one time: the store keeps only its hash. */
  create: (input: TokenInput) => Promise<{ id: string; token: string }>
  /** Returns every token that an account ever had, oldest first, without the secrets. */
  list: (accountId: string) => Promise<ListedToken[]>
  /**
   * Revokes a token of an account. Every process refuses the token from the next request on. Returns false when the
   * account has no valid token with this id.
   */
  revoke: (accountId: string, id: string) => Promise<boolean>
  /** Does the same as `list` for the tokens of all accounts. Only for the operator. */
  listForOperator: () => Promise<ListedToken[]>
  /** Does the same as `revoke` for the tokens of all accounts. Only for the operator. */
  revokeForOperator: (id: string) => Promise<boolean>
  /**
   * Returns the caller to whom a token belongs, or the reason why there is none. Throws `forbidden` for a role
   * that only a newer version knows, because such a token is valid and may do nothing here.
   */
  authenticate: (token: string) => Promise<Caller | TokenRefusal>
}

export function createTokens({ storage, now }: Pick<PlatformContext, 'storage' | 'now'>): Tokens {
  const selectTokens = () =>
    storage.db
      .selectFrom('tokens')
      .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
      .select(['tokens.id', 'accounts.name as account', 'environment', 'role', 'tokens.name'])
      .select(['tokens.created_at as createdAt', 'revoked_at as revokedAt'])
      .orderBy('tokens.created_at')
      .orderBy('tokens.id')

  const revokeQuery = (id: string) =>
    storage.db
      .updateTable('tokens')
      .set({ revoked_at: now() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)

  /** Returns whether the query revoked a token. */
  const runRevokeQuery = async (query: ReturnType<typeof revokeQuery>) =>
    (await query.executeTakeFirst()).numUpdatedRows === 1n

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
    list: (accountId) => selectTokens().where('account_id', '=', accountId).execute(),
    listForOperator: () => selectTokens().execute(),
    revoke: (accountId, id) => runRevokeQuery(revokeQuery(id).where('account_id', '=', accountId)),
    revokeForOperator: (id) => runRevokeQuery(revokeQuery(id)),
    async authenticate(token) {
      if (!isTokenShaped(token)) return 'unknown'
      const row = await storage.db
        .selectFrom('tokens')
        .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
        .select(['tokens.id', 'tokens.name', 'account_id', 'environment', 'role'])
        .select(['accounts.name as account_name', 'revoked_at'])
        .where('hash', '=', hashSecret(token))
        .executeTakeFirst()
      if (!row) return 'unknown'
      if (row.revoked_at !== null) return 'revoked'
      const environment = environmentSchema.safeParse(row.environment)
      if (!environment.success) return 'unknown_environment'
      const role = roleSchema.safeParse(row.role)
      if (!role.success) throw new ApiProblem('forbidden', 'This token has no role known here.')
      return {
        tokenId: row.id,
        tokenName: row.name,
        accountId: row.account_id,
        accountName: row.account_name,
        environment: environment.data,
        role: role.data,
      }
    },
  }
}
