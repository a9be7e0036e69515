import { type Fault, faultRequestSchema } from '@/lib/contract/api/integration'
import type { Database } from '@/lib/storage/database'

/**
 * What a call asks for, as far as a fault that waits for the next check is concerned:
 * `identity` never wakes it, `check` does, and `either`, an endpoint that serves for both, lets the
 * first call after the exchange pass as the identity and wakes it from then on.
 */
export type Call = 'identity' | 'check' | 'either'

export interface Faults {
  /** Does to a grant what the fault says, now. */
  inject: (grantId: string, fault: Fault) => Promise<void>
  /** Lets a waiting fault act if this call wakes it. */
  wake: (grantId: string, call: Call) => Promise<void>
}

/**
 * The three things that happen to a grant at a vendor. A grant without a refresh token cannot be
 * mended by anybody but the person, so there all three take it back.
 */
export function createFaults(db: Database, now: () => number): Faults {
  async function refreshes(grantId: string): Promise<boolean> {
    const token = await db
      .selectFrom('sandbox_tokens')
      .select('hash')
      .where('grant_id', '=', grantId)
      .where('kind', 'in', ['refresh', 'user_refresh'])
      .where('revoked_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return token !== undefined
  }

  async function inject(grantId: string, fault: Fault): Promise<void> {
    const acting = (await refreshes(grantId)) ? fault : 'revoke'
    if (acting === 'revoke') {
      await db
        .updateTable('sandbox_grants')
        .set({ revoked_at: now(), fault: null })
        .where('id', '=', grantId)
        .execute()
      return
    }
    await db
      .updateTable('sandbox_tokens')
      .set({ expires_at: now() })
      .where('grant_id', '=', grantId)
      .where('kind', 'in', ['access', 'user_access'])
      .execute()
    if (acting === 'fail_refresh') {
      await db
        .updateTable('sandbox_tokens')
        .set({ revoked_at: now() })
        .where('grant_id', '=', grantId)
        .where('kind', 'in', ['refresh', 'user_refresh'])
        .execute()
    }
    await db.updateTable('sandbox_grants').set({ fault: null }).where('id', '=', grantId).execute()
  }

  return {
    inject,
    async wake(grantId, call) {
      if (call === 'identity') return
      const waiting = await db
        .selectFrom('sandbox_grants')
        .select(['fault', 'identified_at'])
        .where('id', '=', grantId)
        .where('fault', 'is not', null)
        .executeTakeFirst()
      if (!waiting) return
      if (call === 'either' && waiting.identified_at === null) {
        await db
          .updateTable('sandbox_grants')
          .set({ identified_at: now() })
          .where('id', '=', grantId)
          .execute()
        return
      }
      await inject(grantId, faultRequestSchema.parse(waiting).fault)
    },
  }
}
