import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { type Claim, type CodeState, type CodeStore, findCode, stateOf } from './code-state'
import { type GrantInput, grantInputSchema } from './grant-input'
import { createHolds, type Holds } from './holds'
import { createReplayedCodes, type ReplayedCodes } from './replayed-codes'

/**
 * The longest life of a code. It is half of the ten minutes that
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 allows.
 */
const longestLifeMs = 5 * 60_000
/** Our code expires this long before the provider's own code, so that there is time for the exchange. */
const exchangeMarginMs = 30_000
/** A spent or expired code is kept for this time. Until then it is not answered as unknown. */
const rememberedMs = 24 * 60 * 60_000

export interface MintInput {
  accountId: string
  environment: Environment
  service: Service
  /** The id of the person who connects. */
  person: string
  /** The URI to which the code is sent. */
  redirectUri: string
  grantInput: GrantInput
  /** When the provider's own code expires, in milliseconds since 1970. */
  providerCodeEndsAt?: number | undefined
  /** The id of the connect attempt that the code belongs to, if there is a record of it. */
  attemptId?: string | null
}

export type Redemption =
  | Exclude<CodeState, { outcome: 'open' }>
  | { outcome: 'redeemed'; grantInput: GrantInput }

export interface Codes extends Holds, ReplayedCodes {
  /** Returns a new single-use code, of which only the hash is stored. It may be part of a transaction. */
  mint: (input: MintInput, db?: Database) => Promise<string>
  /** Returns when a code that is minted now expires, in milliseconds since 1970. */
  expiryOfNew: (input: Pick<MintInput, 'providerCodeEndsAt'>) => number
  /** Returns the id of the connect attempt that a code of this account and environment belongs to, or null. */
  attemptIdOf: (
    code: string,
    owner: Pick<Claim, 'accountId' | 'environment'>,
    db?: Database,
  ) => Promise<string | null>
  /** Spends the code. Of any number of calls at most one answers `redeemed`. */
  redeem: (claim: Claim) => Promise<Redemption>
  /**
   * Records which integration a spent code made or reconnected, so that its grant can be revoked if the code is
   * replayed. To be called in the transaction that writes the integration. Returns `false` when another token
   * has presented the code.
   */
  recordIntegration: (db: Database, code: string, integrationId: string) => Promise<boolean>
  /** Deletes codes that expired a day ago. */
  sweep: () => Promise<void>
}

/**
 * Creates the store of the platform's own one-time codes. A code stands for a provider's code or a bot token.
 *
 * @param options.ttlMs the life of a code; five minutes at most
 */
export function createCodes({ ttlMs, ...store }: CodeStore & { ttlMs: number }): Codes {
  const { storage, keyring, now } = store

  const expiryOfNew: Codes['expiryOfNew'] = ({ providerCodeEndsAt }) =>
    Math.min(
      now() + Math.min(ttlMs, longestLifeMs),
      (providerCodeEndsAt ?? Number.POSITIVE_INFINITY) - exchangeMarginMs,
    )

  async function redeem(claim: Claim): Promise<Redemption> {
    const row = await findCode(store, claim.code)
    const state = stateOf(store, row, claim)
    if (state.outcome !== 'open') return state
    if (!row?.grant_input) throw new Error('an open code has nothing to exchange')
    const usedAt = now()
    const spent = await storage.db
      .updateTable('oauth_codes')
      .set({ used_at: usedAt, used_by: claim.usedBy, grant_input: null })
      .where('hash', '=', row.hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', usedAt)
      .where('account_id', '=', claim.accountId)
      .where('environment', '=', claim.environment)
      .where('service', '=', claim.service)
      .executeTakeFirst()
    if (spent.numUpdatedRows !== 1n) return redeem(claim)
    const opened = keyring.open(row.grant_input, rowIdentity.oauthCode('grant_input', row))
    const grantInput = grantInputSchema.parse(JSON.parse(opened))
    return { outcome: 'redeemed', grantInput }
  }

  return {
    ...createHolds(store),
    ...createReplayedCodes(store),
    redeem,
    expiryOfNew,
    async attemptIdOf(code, owner, db = storage.db) {
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
    async mint(input, db = storage.db) {
      await storage.ready()
      const code = `mtoc_${randomSecret()}`
      const row = {
        hash: hashSecret(code),
        account_id: input.accountId,
        environment: input.environment,
        service: input.service,
        redirect_uri: input.redirectUri,
        person: input.person,
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
        .where('expires_at', '<', now() - rememberedMs)
        .where('held_credential', 'is', null)
        .execute()
    },
  }
}
