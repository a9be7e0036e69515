import { z } from 'zod'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../../core/context'

/** A person has this time to use the authenticator. */
const lifetimeMs = 5 * 60_000
/** A spent challenge is remembered for longer than it can be answered, because the clocks of two servers differ. */
const rememberedMs = 2 * lifetimeMs

const keptSchema = z.object({
  challenge: z.string(),
  /** The person for whom a passkey is created. Absent for a sign-in. */
  personId: z.string().optional(),
  expiresAt: z.number(),
})

/** What the server remembers of a challenge of WebAuthn until the browser answers it. */
export type Challenge = Omit<z.infer<typeof keptSchema>, 'expiresAt'>

export interface Challenges {
  /**
   * Returns the sealed challenge, which the browser sends back with its answer. `open` accepts it for 5 minutes, for the
   * same purpose and from the same browser only.
   */
  seal: (challenge: Challenge, scope: ChallengeScope) => string
  /** Returns the challenge, or null when it is too old, forged, or was made for something else. */
  open: (sealed: string, scope: ChallengeScope) => Challenge | null
  /**
   * Records that the challenge was answered. Of all calls for one challenge, one returns null. The others return the time of
   * that one, in milliseconds since 1970.
   */
  spend: (challenge: Challenge) => Promise<number | null>
  /** Deletes the records of challenges that can no longer be answered. */
  sweep: () => Promise<void>
}

export interface ChallengeScope {
  /** What the answer is for, such as `sign-in`. */
  purpose: string
  /** The secret in the cookie of the browser that asks. */
  browser: string
}

/** Returns the identity under which a challenge is sealed. */
function sealIdentityOf({ purpose, browser }: ChallengeScope): string[] {
  return ['passkey challenge', purpose, hashSecret(browser)]
}

/**
 * Creates the functions that seal, open and spend challenges. The store learns of a challenge only when it is answered,
 * so opening the sign-in page writes nothing.
 */
export function createChallenges({
  storage,
  keyring,
  now,
}: Pick<PlatformContext, 'storage' | 'keyring' | 'now'>): Challenges {
  return {
    seal: (challenge, scope) =>
      keyring.seal(
        JSON.stringify({ ...challenge, expiresAt: now() + lifetimeMs }),
        sealIdentityOf(scope),
      ),
    open(sealed, scope) {
      try {
        const opened = keyring.open(sealed, sealIdentityOf(scope))
        const { expiresAt, ...challenge } = keptSchema.parse(JSON.parse(opened))
        return expiresAt > now() ? challenge : null
      } catch {
        return null
      }
    },
    async spend({ challenge }) {
      await storage.ready()
      const hash = hashSecret(challenge)
      const { numInsertedOrUpdatedRows } = await storage.db
        .insertInto('spent_challenges')
        .values({ hash, expires_at: now() + rememberedMs })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows === 1n) return null
      const spent = await storage.db
        .selectFrom('spent_challenges')
        .select('expires_at')
        .where('hash', '=', hash)
        .executeTakeFirst()
      return spent ? spent.expires_at - rememberedMs : 0
    },
    async sweep() {
      await storage.ready()
      await storage.db.deleteFrom('spent_challenges').where('expires_at', '<=', now()).execute()
    },
  }
}
