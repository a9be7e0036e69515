import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { type CodeClaim, type CodeState, type CodeStore, codeState, findCode } from './code-state'
import { type GrantInput, grantInputSchema } from './grant-input'
import { createHolds, type Holds } from './holds'
import { createReplayedCodes, type ReplayedCodes } from './replayed-codes'

/**
 * The longest life of a code. It is half of the ten minutes that
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 allows.
 */
const maxLifetimeMs = 5 * 60_000
/** A code expires this long before its provider code, so that there is time for the exchange. */
const exchangeMarginMs = 30_000
/** An expired code is kept for this time. Until then, its outcome is `used` or `expired` and not `unknown`. */
const keepExpiredMs = 24 * 60 * 60_000

export interface NewCode {
  accountId: string
  environment: Environment
  service: Service
  /** The id of the person who connects. */
  personId: string
  /** The URI to which the code is sent. */
  redirectUri: string
  grantInput: GrantInput
  /** When the provider code expires, in milliseconds since 1970. */
  providerCodeEndsAt?: number | undefined
  /** The id of the connect attempt that the code belongs to, if there is a record of it. */
  attemptId?: string | null
}

/** The result of redeeming a code, or why it cannot be redeemed. */
export type Redemption =
  | Exclude<CodeState, { outcome: 'open' }>
  | { outcome: 'redeemed'; grantInput: GrantInput }

export interface Codes extends Holds, ReplayedCodes {
  /** Creates a code that can be spent once. Only its hash is stored. `db` can be a database transaction. */
  create: (input: NewCode, db?: Database) => Promise<string>
  /** Returns when a code that is created now expires, in milliseconds since 1970. */
  expiryOfNew: (input: Pick<NewCode, 'providerCodeEndsAt'>) => number
  /** Returns the id of the connect attempt that a code of this account and environment belongs to, or null. */
  findAttemptId: (
    code: string,
    owner: Pick<CodeClaim, 'accountId' | 'environment'>,
    db?: Database,
  ) => Promise<string | null>
  /** Spends the code. Of all calls with one code, at most one returns `redeemed`. */
  redeem: (claim: CodeClaim) => Promise<Redemption>
  /**
   * Records which integration a spent code made or reconnected, so that its grant can be revoked if the code is
   * replayed. Call it in the database transaction that writes the integration. Returns `false` when another
   * token has presented the code.
   */
  recordIntegration: (db: Database, code: string, integrationId: string) => Promise<boolean>
  /** Deletes the codes that expired more than a day ago and have no hold. */
  sweep: () => Promise<void>
}

/**
 * Creates the store of the platform's own one-time codes. A code stands for a provider code or a bot.
 *
 * @param options.ttlMs the life of a code; five minutes at most
 */
export function createCodes({ ttlMs, ...store }: CodeStore & { ttlMs: number }): Codes {
  const { storage, keyring, now } = store

  const expiryOfNew: Codes['expiryOfNew'] = ({ providerCodeEndsAt }) =>
    Math.min(
      now() + Math.min(ttlMs, maxLifetimeMs),
      (providerCodeEndsAt ?? Number.POSITIVE_INFINITY) - exchangeMarginMs,
    )

  async function redeem(claim: CodeClaim): Promise<Redemption> {
    const row = await findCode(store, claim.code)
    const state = codeState(store, row, claim)
    if (state.outcome !== 'open') return state
    if (!row?.grant_input) throw new Error('an open code has nothing to exchange')
    const usedAt = now()
    const spent = await storage.db
      .updateTable('oauth_codes')
      .set({ used_at: usedAt, used_by: claim.tokenId, grant_input: null })
      .where('hash', '=', row.hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', usedAt)
      .where('account_id', '=', claim.accountId)
      .where('environment', '=', claim.environment)
      .where('service', '=', claim.service)
      .executeTakeFirst()
    if (spent.numUpdatedRows !== 1n) return redeem(claim)
    const text = keyring.open(row.grant_input, rowIdentity.oauthCode('grant_input', row))
    const grantInput = grantInputSchema.parse(JSON.parse(text))
    return { outcome: 'redeemed', grantInput }
  }

  return {
    ...createHolds(store),
    ...createReplayedCodes(store),
    redeem,
    expiryOfNew,
    async findAttemptId(code, owner, db = storage.db) {
      await storage.ready()
      const row = await db
        .selectFrom('oauth_codes')
        .select('attempt_id')
        .where('hash', '=', hashSecret(code))
        .where('account_id', '=', owner.accountId)
        .where('environment', '=', owner.environment)
        .executeTakeFirst()
      return row?.attempt_id ?? null
    },
    async create(input, db = storage.db) {
      await storage.ready()
      const code = `mtoc_${randomSecret()}`
      const row = {
        hash: hashSecret(code),
        account_id: input.accountId,
        environment: input.environment,
        service: input.service,
        redirect_uri: input.redirectUri,
        person: input.personId,
        created_at: now(),
        expires_at: expiryOfNew(input),
        attempt_id: input.attemptId ?? null,
      }
      const grantInput = JSON.stringify(grantInputSchema.parse(input.grantInput))
      await db
        .insertInto('oauth_codes')
        .values({
          ...row,
          grant_input: keyring.seal(grantInput, rowIdentity.oauthCode('grant_input', row)),
        })
        .execute()
      return code
    },
    async recordIntegration(db, code, integrationId) {
      const { numUpdatedRows } = await db
        .updateTable('oauth_codes')
        .set({ integration_id: integrationId })
        .where('hash', '=', hashSecret(code))
        .where('replayed_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async sweep() {
      await storage.ready()
      await storage.db
        .deleteFrom('oauth_codes')
        .where('expires_at', '<', now() - keepExpiredMs)
        .where('held_credential', 'is', null)
        .execute()
    },
  }
}
