import 'server-only'
import { cookieName, readCookie, setCookieHeader } from '@/lib/http/cookies'
import type { Storage } from '@/lib/storage/database'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'

const cookie = 'miteos-staff'
const secretPattern = /^[A-Za-z0-9_-]{43}$/
const recordSeenEveryMs = 60_000

/** The sessions of the support staff. Such a session opens no account by itself. */
export interface StaffSessions {
  /** Begins a session, and returns its secret. Generates the secret when none is given. */
  begin: (personId: string, secret?: string) => Promise<string>
  /**
   * Returns the person of a session, or null. Deletes a session that is too old or was idle for too
   * long.
   */
  find: (secret: string) => Promise<{ personId: string } | null>
  end: (secret: string) => Promise<void>
}

interface Parts {
  storage: Storage
  now: () => number
  /** A session ends after `idleMs` without a request, and `maxMs` after the sign-in. */
  idleMs: number
  maxMs: number
}

export function createStaffSessions({ storage, now, idleMs, maxMs }: Parts): StaffSessions {
  async function end(secret: string) {
    await storage.ready()
    await storage.db
      .deleteFrom('staff_sessions')
      .where('id_hash', '=', hashSecret(secret))
      .execute()
  }

  return {
    end,
    async begin(personId, secret = randomSecret()) {
      await storage.ready()
      const times = { created_at: now(), last_seen_at: now() }
      await storage.db
        .insertInto('staff_sessions')
        .values({ id_hash: hashSecret(secret), person_id: personId, ...times })
        .execute()
      return secret
    },
    async find(secret) {
      await storage.ready()
      const row = await storage.db
        .selectFrom('staff_sessions')
        .select(['person_id', 'created_at', 'last_seen_at'])
        .where('id_hash', '=', hashSecret(secret))
        .executeTakeFirst()
      if (!row) return null
      if (now() - row.last_seen_at > idleMs || now() - row.created_at > maxMs) {
        await end(secret)
        return null
      }
      if (now() - row.last_seen_at >= recordSeenEveryMs)
        await storage.db
          .updateTable('staff_sessions')
          .set({ last_seen_at: now() })
          .where('id_hash', '=', hashSecret(secret))
          .execute()
      return { personId: row.person_id }
    },
  }
}

/** Returns the secret of a staff session in a `Cookie` header, or null. */
export function staffSecretIn(header: string | null, appUrl: string): string | null {
  const value = readCookie(header, cookieName(appUrl, cookie))
  return value && secretPattern.test(value) ? value : null
}

/** Returns the `Set-Cookie` value of a staff session. It lasts as long as the browser runs. */
export function staffCookie(secret: string, appUrl: string): string {
  return setCookieHeader({ name: cookie, value: secret }, { appUrl })
}

/** Returns the `Set-Cookie` value that removes the cookie of a staff session. */
export function endedStaffCookie(appUrl: string): string {
  return setCookieHeader({ name: cookie, value: '' }, { appUrl, maxAgeSeconds: 0 })
}
