import 'server-only'
import type { Selectable } from 'kysely'
import { type Environment, environmentSchema, type Role, roleSchema } from '@/lib/contract/api/role'
import { within } from '@/lib/http/within'
import type { SessionsTable } from '@/lib/storage/dashboard-tables'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { Identified } from '../people/embedded-people'

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
  /** Who has signed in as themselves. Null for a session that began with an API token, or with a link without a name. */
  who: Identified | null
  /** When the person signed in, in milliseconds since 1970. */
  beganAt: number
  /** Returns the API token. It is a function, so that the token is never serialised with the session. */
  bearer: () => string
}

export interface NewSession {
  personId: string
  bearer: string
  environment: Environment
  accountId: string | null
  accountName: string | null
  role: Role | null
  tokenId: string | null
  who: Identified | null
}

export interface Sessions {
  /**
   * Creates a session and returns its id. Generates the id when none is given. The store contains only a hash
   * of the id. A session that goes on for an earlier one ends when that one would have ended.
   */
  begin: (session: NewSession, id?: string, beganAt?: number) => Promise<string>
  /** Returns the session of this id, or null. Deletes a session that is too old or was idle for too long. */
  find: (id: string) => Promise<Session | null>
  end: (session: Pick<Session, 'idHash'>) => Promise<void>
}

const recordSeenEveryMs = 60_000
const writeTimeoutMs = 400

const sessionColumns = [
  'id_hash',
  'person',
  'bearer',
  'environment',
  'account_id',
  'account_name',
  'role',
  'token_id',
  'signed_in_person',
  'only_account_id',
  'created_at',
  'last_seen_at',
] as const

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

function openBearer(row: Selectable<SessionsTable>, keyring: Keyring): string | null {
  try {
    return keyring.open(row.bearer, rowIdentity.sessionBearer(row.id_hash))
  } catch {
    return null
  }
}

/**
 * Returns the session in a row, or null when a newer version of this program wrote an environment that this version
 * does not know, or when the token cannot be opened.
 */
function sessionOf(row: Selectable<SessionsTable>, keyring: Keyring): Session | null {
  const environment = environmentSchema.safeParse(row.environment)
  const bearer = openBearer(row, keyring)
  if (!environment.success || bearer === null) return null
  return {
    idHash: row.id_hash,
    personId: row.person,
    environment: environment.data,
    accountId: row.account_id,
    accountName: row.account_name,
    role: roleSchema.nullable().catch(null).parse(row.role),
    tokenId: row.token_id,
    who:
      row.signed_in_person === null
        ? null
        : { personId: row.signed_in_person, onlyAccountId: row.only_account_id },
    beganAt: row.created_at,
    bearer: () => bearer,
  }
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
      { personId, accountId, accountName, tokenId, bearer, who, ...session },
      id = randomSecret(),
      beganAt = now(),
    ) {
      await storage.ready()
      const idHash = hashSecret(id)
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
          created_at: beganAt,
          last_seen_at: now(),
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
