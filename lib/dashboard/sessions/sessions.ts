import 'server-only'
import type { Environment, Role } from '@/lib/contract/api/role'
import { within } from '@/lib/http/within'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { IdentifiedPerson } from '../people/embedded-people'
import { sessionColumns, sessionOf } from './session-row'

/** The session of a person who is signed in. The account and the role are those at the time of the sign-in. */
export interface Session {
  idHash: string
  /** The public id of the person. It is not secret: pages may contain it. */
  personId: string
  environment: Environment
  /** Null when the API does not tell the account of the token. */
  accountId: string | null
  accountName: string | null
  role: Role | null
  /** Set when the token was made for this session alone. */
  tokenId: string | null
  /**
   * The person of the embedded platform who has signed in. Null for every other session, such as
   * one that began with an API token.
   */
  who: IdentifiedPerson | null
  /** When the person signed in, in milliseconds since 1970. */
  beganAt: number
  /** Returns the API token. It is a function, so that the token is never serialised with the session. */
  bearer: () => string
  /** When the bearer runs out, in milliseconds since 1970. Null when that is not known. */
  bearerExpiresAt: number | null
  /** Whether the bearer comes from an issuer that renews it. */
  isRenewable: boolean
}

/** How the bearer of a session is renewed at the issuer. */
export interface Renewal {
  refreshToken: string | null
  /** When the bearer runs out, in milliseconds since 1970. Null when the issuer does not tell it. */
  expiresAt: number | null
}

export interface NewSession {
  personId: string
  bearer: string
  environment: Environment
  accountId: string | null
  accountName: string | null
  role: Role | null
  tokenId: string | null
  who: IdentifiedPerson | null
  /** Set when the bearer is the access token of an issuer. */
  renewal?: Renewal | undefined
}

export interface Sessions {
  /**
   * Creates a session and returns its id. Generates the id when none is given. The store contains
   * only a hash of the id. A session that replaces an earlier one gets its `beganAt`, in
   * milliseconds since 1970, and so ends when the earlier one would have ended.
   */
  begin: (session: NewSession, id?: string, beganAt?: number) => Promise<string>
  /** Returns the session of this id, or null. Deletes a session that is too old or was idle for too long. */
  find: (id: string) => Promise<Session | null>
  end: (session: Pick<Session, 'idHash'>) => Promise<void>
}

const recordSeenEveryMs = 60_000
const writeTimeoutMs = 400

interface Parts {
  storage: Storage
  keyring: Keyring
  now: () => number
  /** A session ends after `idleMs` without a request, and `maxMs` after the sign-in. */
  idleMs: number
  maxMs: number
  /** Called for each session that was deleted because it was too old or idle for too long. */
  onExpired?: (session: Session) => void
}

export function createSessions({
  storage,
  keyring,
  now,
  idleMs,
  maxMs,
  onExpired,
}: Parts): Sessions {
  async function end({ idHash }: Pick<Session, 'idHash'>) {
    await storage.ready()
    await storage.db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
  }

  /** Records the time of the request. Does not fail when the store cannot be written to, so that reads still work. */
  async function recordSeen(idHash: string) {
    const written = storage.db
      .updateTable('sessions')
      .set({ last_seen_at: now() })
      .where('id_hash', '=', idHash)
      .execute()
      .catch((error: unknown) => {
        if (!isStorageUnavailable(error)) throw error
      })
    await within(written, writeTimeoutMs, undefined)
  }

  return {
    end,
    async begin(
      { personId, accountId, accountName, tokenId, bearer, who, renewal, ...session },
      id = randomSecret(),
      beganAt = now(),
    ) {
      await storage.ready()
      const idHash = hashSecret(id)
      const refreshToken = renewal?.refreshToken ?? null
      await storage.db
        .insertInto('sessions')
        .values({
          ...session,
          person: personId,
          id_hash: idHash,
          bearer: keyring.seal(bearer, rowIdentity.sessionBearer(idHash)),
          account_id: accountId,
          account_name: accountName,
          token_id: tokenId,
          signed_in_person: who?.personId ?? null,
          only_account_id: who?.onlyAccountId ?? null,
          way_made_at: who?.wayMadeAt ?? null,
          created_at: beganAt,
          last_seen_at: now(),
          refresh_token:
            refreshToken && keyring.seal(refreshToken, rowIdentity.sessionRefreshToken(idHash)),
          bearer_expires_at: renewal?.expiresAt ?? null,
        })
        .execute()
      return id
    },
    async find(id) {
      await storage.ready()
      const row = await storage.db
        .selectFrom('sessions')
        .select(sessionColumns)
        .where('id_hash', '=', hashSecret(id))
        .executeTakeFirst()
      if (!row) return null
      const session = sessionOf(row, keyring)
      if (!session) return null
      const idleForMs = now() - row.last_seen_at
      if (idleForMs > idleMs || now() - row.created_at > maxMs) {
        await end(session)
        onExpired?.(session)
        return null
      }
      if (idleForMs >= Math.min(recordSeenEveryMs, idleMs / 4)) await recordSeen(row.id_hash)
      return session
    },
  }
}
