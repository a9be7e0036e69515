import type { Actor } from '@/lib/contract/api/actor'
import { type Environment, environmentSchema, type Role, roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { authorOfEnd, type SessionEnd } from './session-end'
import { closeVisitOf } from './staff/visit-ends'
import { newToken } from './token-format'
import { type TokenRow, tokenColumns } from './token-row'

const dayMs = 24 * 60 * 60_000

/** How a person signed in. */
export type SignInWay =
  | 'passkey'
  | 'sso'
  | 'link'
  /** Not at all: the person was signed in, and went on in another account or environment. */
  | 'switch'

export interface TokenInput {
  accountId: string
  environment: Environment
  role: Role
  /** The name that people gave to the token. The history shows it as the cause of what the token did. */
  name: string
  createdBy: Actor
  /** Absent for a token that does not expire. */
  expiresInDays?: number | undefined
  /** The person who creates the token, or whose session acts with it. */
  personId?: string | undefined
  /** Set for the token of a session, which ends at this time at the latest, in milliseconds since 1970. */
  session?:
    | {
        endsAt: number
        use?: 'session' | 'support'
        way?: SignInWay | undefined
        /** When the way in was made, in milliseconds since 1970. */
        wayMadeAt?: number
      }
    | undefined
}

export interface TokenChanges {
  /**
   * Creates a token. The secret is in the result only: the store keeps its hash and its last four characters. `alongside` runs in
   * the same transaction, so that there is no token when it fails.
   */
  create: (
    input: TokenInput,
    alongside?: (transaction: Database, row: TokenRow) => Promise<void>,
  ) => Promise<{ row: TokenRow; token: string }>
  /**
   * Calls `find` with a database transaction, and revokes in the same transaction the token that `find` returns.
   * Every process refuses the token from the next request on. Returns false when `find` returns no token, or when
   * the token was already revoked.
   */
  revoke: (
    find: (transaction: Database) => Promise<TokenRow | undefined>,
    actor: Actor,
  ) => Promise<boolean>
  /** Revokes a token as `revoke` does, because its session ended. Records who ended it. */
  endSession: (
    find: (transaction: Database) => Promise<TokenRow | undefined>,
    end: SessionEnd,
  ) => Promise<boolean>
}

type ChangeType =
  | 'token.created'
  | 'token.revoked'
  | 'session.began'
  | 'session.switched'
  | 'session.ended'

/** Returns when a token expires, in milliseconds since 1970, or null when it does not. */
function endOf({ expiresInDays, session }: TokenInput, createdAt: number): number | null {
  if (session) return session.endsAt
  return expiresInDays === undefined ? null : createdAt + expiresInDays * dayMs
}

function creationTypeOf({ session }: TokenInput): ChangeType {
  if (!session) return 'token.created'
  return session.way === 'switch' ? 'session.switched' : 'session.began'
}

/** Returns the type under which the revocation of a token is recorded. */
function revocationTypeOf({ use }: TokenRow): ChangeType {
  return use === 'session' ? 'session.ended' : 'token.revoked'
}

/**
 * Returns the functions that create and revoke tokens. Both changes are recorded in the activity and in the audit
 * log.
 */
export function createTokenChanges({
  storage,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): TokenChanges {
  async function record(
    transaction: Database,
    type: ChangeType,
    row: TokenRow,
    actor: Actor,
    reason?: string,
  ) {
    // The activity names the visit, and not its token. A visit is recorded as opened in visits.ts.
    if (row.use === 'support') return closeVisitOf(transaction, row.id, now())
    await recordActivity(transaction, {
      accountId: row.account_id,
      environment: row.environment,
      at: now(),
      type,
      actor,
      target: { id: row.id, name: row.name },
      outcome: 'done',
      reason,
    })
  }

  /** Revokes the token that `find` returns. `authorOf` returns who did it and why, and whether the activity tells it. */
  async function revokeFound(
    find: (transaction: Database) => Promise<TokenRow | undefined>,
    authorOf: (row: TokenRow) => { actor: Actor; reason?: string | undefined; isTold?: boolean },
  ): Promise<boolean> {
    const revoked = await storage.db.transaction().execute(async (transaction) => {
      const row = await find(transaction)
      if (!row) return undefined
      const { numUpdatedRows } = await transaction
        .updateTable('tokens')
        .set({ revoked_at: now() })
        .where('id', '=', row.id)
        .where('account_id', '=', row.account_id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return undefined
      const { actor, reason, isTold = true } = authorOf(row)
      if (isTold || row.use === 'support')
        await record(transaction, revocationTypeOf(row), row, actor, reason)
      return { row, actor }
    })
    if (revoked) logChange(revocationTypeOf(revoked.row), revoked.row, revoked.actor)
    return revoked !== undefined
  }

  function logChange(type: ChangeType, row: TokenRow, actor: Actor) {
    const { account_id: account, environment, role } = row
    const fields = { account, environment, role, target: row.id, actor: actor.id }
    log.info({ audit: type, ...fields }, 'audit')
  }

  return {
    async create(input, alongside) {
      const { accountId, environment, role, name, createdBy, personId, session } = input
      const type = creationTypeOf(input)
      const token = newToken(environment)
      const createdAt = now()
      const row = await storage.db.transaction().execute(async (transaction) => {
        const inserted = await transaction
          .insertInto('tokens')
          .values({
            id: newId('tok'),
            account_id: accountId,
            environment: environmentSchema.parse(environment),
            role: roleSchema.parse(role),
            name,
            hash: hashSecret(token),
            created_at: createdAt,
            created_by: JSON.stringify(createdBy),
            expires_at: endOf(input, createdAt),
            ends_with: token.slice(-4),
            person_id: personId ?? null,
            use: session ? (session.use ?? 'session') : null,
            way_made_at: session?.wayMadeAt ?? null,
          })
          .returning(tokenColumns)
          .executeTakeFirstOrThrow()
        const way = type === 'session.began' ? session?.way : undefined
        await record(transaction, type, inserted, createdBy, way)
        await alongside?.(transaction, inserted)
        return inserted
      })
      logChange(type, row, createdBy)
      return { row, token }
    },
    revoke: (find, actor) => revokeFound(find, () => ({ actor })),
    endSession: (find, end) =>
      revokeFound(find, (row) => ({ ...authorOfEnd(row, end), isTold: end !== 'switched' })),
  }
}
