import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '@/lib/http/log'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { MiteosError } from '../miteos/miteos-error'
import { openBearer } from './session-row'
import type { Session } from './sessions'

/** What an issuer gives for a refresh token. */
export interface RenewedTokens {
  accessToken: string
  refreshToken: string | null
  /** In milliseconds since 1970. Null when the issuer does not tell it. */
  expiresAt: number | null
}

/** Exchanges a refresh token. Returns `ended` when the issuer will never accept the token again. */
export type RenewTokens = (refreshToken: string) => Promise<RenewedTokens | 'ended' | 'not_now'>

/** The bearers of sessions whose token comes from an issuer. */
export interface Bearers {
  /**
   * Returns the bearer of a session, renewed when it runs out within a minute. While the issuer does not answer, returns the
   * present one for as long as it is good.
   *
   * @throws {MiteosError} `unauthorized` when the session has ended, `unreachable` when the bearer ran out and the issuer
   *   does not answer
   */
  current: (session: Session) => Promise<string>
  /** Returns another bearer in place of one that the API has refused, or null when there is none. */
  afterRefusal: (session: Session, refused: string) => Promise<string | null>
}

const renewedBeforeMs = 60_000
/**
 * How long a lease lasts: longer than a refresh, the storing of its result and the difference of
 * two servers' clocks together.
 */
const leaseMs = 180_000
const maxStoringMs = 60_000
const pollIntervalMs = 100

interface Parts {
  storage: Storage
  keyring: Keyring
  log: Log
  now: () => number
  renew: RenewTokens
  /** The time for which a request waits for another one that renews the same bearer. */
  patienceMs: number
}

/**
 * Creates the bearers of sessions. Of all requests of a session, on all servers, one has the lease with which it sends the
 * refresh token: an issuer that rotates refresh tokens treats a second use of one as theft.
 */
export function createBearers(parts: Parts): Bearers {
  const { storage, keyring, log, now, renew, patienceMs } = parts
  const { db } = storage

  const ofSession = (idHash: string) => db.updateTable('sessions').where('id_hash', '=', idHash)

  const readRow = (idHash: string) =>
    db
      .selectFrom('sessions')
      .select(['id_hash', 'bearer', 'refresh_token', 'bearer_expires_at'])
      .where('id_hash', '=', idHash)
      .executeTakeFirst()

  /** Takes the right to send the refresh token. Returns the id of the lease, or null while another request has it. */
  async function takeLease(idHash: string, sealedToken: string): Promise<string | null> {
    const id = randomUUID()
    const { numUpdatedRows } = await ofSession(idHash)
      .set({ refresh_owner: id, refresh_until: now() + leaseMs })
      .where('refresh_token', '=', sealedToken)
      .where((is) => is.or([is('refresh_until', 'is', null), is('refresh_until', '<=', now())]))
      .executeTakeFirst()
    return numUpdatedRows === 1n ? id : null
  }

  /**
   * Stores new tokens. While the store is away, tries again for a minute, because the tokens exist
   * nowhere else. Returns false when the session has ended, or another request has taken the lease.
   */
  async function store(idHash: string, lease: string, tokens: RenewedTokens): Promise<boolean> {
    const { accessToken, refreshToken, expiresAt } = tokens
    const sealedToken =
      refreshToken && keyring.seal(refreshToken, rowIdentity.sessionRefreshToken(idHash))
    for (const began = Date.now(); ; ) {
      try {
        const { numUpdatedRows } = await ofSession(idHash)
          .set({
            bearer: keyring.seal(accessToken, rowIdentity.sessionBearer(idHash)),
            refresh_token: sealedToken,
            bearer_expires_at: expiresAt,
            refresh_owner: null,
            refresh_until: null,
          })
          .where('refresh_owner', '=', lease)
          .executeTakeFirst()
        return numUpdatedRows === 1n
      } catch (error) {
        if (!isStorageUnavailable(error) || Date.now() - began > maxStoringMs) throw error
        await sleep(pollIntervalMs)
      }
    }
  }

  async function release(idHash: string, lease: string) {
    await ofSession(idHash)
      .set({ refresh_owner: null, refresh_until: null })
      .where('refresh_owner', '=', lease)
      .execute()
  }

  async function renewUnderLease(
    { idHash, personId }: Session,
    lease: string,
    sealedToken: string,
  ): Promise<string | null> {
    const token = keyring.open(sealedToken, rowIdentity.sessionRefreshToken(idHash))
    const renewed = await renew(token)
    if (renewed === 'ended') {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
      log.info({ person: personId }, 'a session ended, because the issuer has ended it')
      throw new MiteosError('unauthorized')
    }
    if (renewed === 'not_now') {
      await release(idHash, lease)
      return null
    }
    if (await store(idHash, lease, renewed)) return renewed.accessToken
    throw new MiteosError('unauthorized')
  }

  /** Returns another bearer in place of an old one, or null when none can be had now. */
  async function replace(session: Session, old: string): Promise<string | null> {
    for (const began = Date.now(); Date.now() - began < patienceMs; ) {
      const row = await readRow(session.idHash)
      const bearer = row && openBearer(row, keyring)
      if (!row || !bearer) throw new MiteosError('unauthorized')
      // An issuer may give the same token once more, for a longer time.
      const isReplaced = bearer !== old || row.bearer_expires_at !== session.bearerExpiresAt
      if (isReplaced) return bearer
      if (row.refresh_token === null) return null
      const lease = await takeLease(session.idHash, row.refresh_token)
      if (lease !== null) return renewUnderLease(session, lease, row.refresh_token)
      await sleep(pollIntervalMs)
    }
    return null
  }

  return {
    async current(session) {
      const { bearerExpiresAt: expiresAt, isRenewable } = session
      const bearer = session.bearer()
      if (!isRenewable || expiresAt === null || expiresAt > now() + renewedBeforeMs) return bearer
      const replaced = await replace(session, bearer)
      if (replaced !== null) return replaced
      if (expiresAt > now()) return bearer
      throw new MiteosError('unreachable')
    },
    afterRefusal: async (session, refused) =>
      session.isRenewable ? replace(session, refused) : null,
  }
}
