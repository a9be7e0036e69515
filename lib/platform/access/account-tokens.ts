import { hasRightsOf } from '@/lib/contract/api/permissions'
import type { CreateTokenRequest, NewToken, Token } from '@/lib/contract/api/token'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import { ApiProblem, unknownId } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { type Page, type PageRequest, pageOf } from '../core/pages'
import { createRowIsolation } from '../core/row-isolation'
import { actorOf, type Caller, requireRight } from './caller'
import { lockAccount } from './lock-account'
import { createTokenChanges } from './token-changes'
import { presentToken, type TokenRow, tokenColumns } from './token-row'

/** The API tokens of the caller's account and environment. Each call throws `forbidden` without the right `manage_tokens`. */
export interface AccountTokens {
  /** Returns one page of the tokens that are not revoked, oldest first. */
  list: (caller: Caller, page: PageRequest) => Promise<Page<Token>>
  /** Creates a token. Its secret is in the result only. Throws `forbidden` when the caller may not create such a token. */
  create: (caller: Caller, request: CreateTokenRequest) => Promise<NewToken>
  /**
   * Revokes a token. Every process refuses it from the next request on. Throws `not_found` for an unknown id, and
   * `conflict` for the last admin token of the environment that is neither revoked nor expired.
   */
  revoke: (caller: Caller, id: string) => Promise<void>
}

/**
 * Throws `forbidden`, which is answered 403, unless the caller may create such a token: one of its own
 * environment, with no more rights than its own.
 */
export function requireMayCreate(caller: Caller, { role, environment }: CreateTokenRequest): void {
  requireRight(caller, 'manage_tokens')
  if (environment !== undefined && environment !== caller.environment) {
    const detail = `A token of the environment "${caller.environment}" creates tokens of this environment only.`
    throw new ApiProblem('forbidden', detail, { field: 'environment', reason: 'environment' })
  }
  if (!hasRightsOf(caller.role, role)) {
    const detail = `The role "${caller.role}" has fewer rights than "${role}".`
    throw new ApiProblem('forbidden', detail, { field: 'role', reason: 'role' })
  }
}

/** Returns the query for the API tokens of the caller's account and environment that are not revoked. */
function selectOwn(db: Database, caller: Caller) {
  return db
    .selectFrom('tokens')
    .select(tokenColumns)
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .where('revoked_at', 'is', null)
    .where('use', 'is', null)
}

export function createAccountTokens(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
): AccountTokens {
  const { storage, log, now } = context
  const changes = createTokenChanges(context)
  const rows = createRowIsolation(log)

  /** Returns the tokens in these rows. Leaves out a row that cannot be read, and alarms the operator. */
  function present(found: readonly TokenRow[]): Token[] {
    return found.flatMap((row) => {
      try {
        return presentToken(row)
      } catch (error) {
        const fields = { account: row.account_id, target: row.id, ...traceOf(error) }
        rows.alarmOnce(row.id, fields, 'an API token cannot be read and is not listed')
        return []
      }
    })
  }

  const isLivingAdmin = ({ role, expires_at: expiresAt }: TokenRow) =>
    role === 'admin' && (expiresAt === null || expiresAt > now())

  /** Locks the account, and returns the caller's token with this id. Throws `conflict` for the last valid admin token. */
  async function findRevocable(transaction: Database, caller: Caller, id: string) {
    await lockAccount(transaction, caller.accountId)
    const token = await selectOwn(transaction, caller).where('id', '=', id).executeTakeFirst()
    if (!token || !isLivingAdmin(token)) return token
    const another = await selectOwn(transaction, caller)
      .where('id', '!=', id)
      .where('role', '=', 'admin')
      .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', now())]))
      .where(({ or, eb, exists, selectFrom }) =>
        or([
          eb('person_id', 'is', null),
          exists(
            selectFrom('memberships')
              .select('memberships.person_id')
              .whereRef('memberships.person_id', '=', 'tokens.person_id')
              .whereRef('memberships.account_id', '=', 'tokens.account_id')
              .where('memberships.role', '=', 'admin'),
          ),
        ]),
      )
      .limit(1)
      .executeTakeFirst()
    if (another) return token
    const detail =
      'This is the last valid admin token of this environment. Create another one first.'
    throw new ApiProblem('conflict', detail, { reason: 'last_admin' })
  }

  return {
    async list(caller, page) {
      requireRight(caller, 'manage_tokens')
      const query = selectOwn(storage.db, caller)
        .orderBy('id')
        .limit(page.limit + 1)
      const found = await (page.cursor ? query.where('id', '>', page.cursor) : query).execute()
      const { items, nextCursor } = pageOf(found, page)
      return { items: present(items), nextCursor }
    },
    async create(caller, request) {
      requireMayCreate(caller, request)
      const { name, role, expires_in_days: expiresInDays } = request
      const { accountId, environment } = caller
      const { row, token } = await changes.create({
        accountId,
        environment,
        role,
        name,
        createdBy: actorOf(caller),
        personId: caller.person?.id ?? caller.ownerId,
        expiresInDays,
      })
      return { ...presentToken(row), token }
    },
    async revoke(caller, id) {
      requireRight(caller, 'manage_tokens')
      const isRevoked = await changes.revoke(
        (transaction) => findRevocable(transaction, caller, id),
        actorOf(caller),
      )
      if (!isRevoked) throw unknownId('API token')
    },
  }
}
