import { type Fault, faultRequestSchema } from '@/lib/contract/api/integration'
import type { Database } from '@/lib/storage/database'

/**
 * The purpose of a call to a vendor's API. A fault that waits for the next check is applied by a `check` and not by
 * an `identity` call. `either` is a call that has both purposes: the first one after the exchange counts as
 * `identity`, every later one as `check`. A refresh is a `check`. A call that does the work of a `tool` triggers no fault.
 */
export type CallPurpose = 'identity' | 'check' | 'either' | 'tool'

export interface Faults {
  /** Applies a fault to a grant now. */
  inject: (grantId: string, fault: Fault) => Promise<void>
  /** Applies the fault that waits in a grant, if a call with this purpose triggers it. */
  applyWaiting: (grantId: string, call: { purpose: CallPurpose }) => Promise<void>
}

/**
 * Creates the functions that apply faults to grants. For a grant without a refresh token, every fault has the same
 * effect: it revokes the grant.
 */
export function createFaults(db: Database, now: () => number): Faults {
  async function hasRefreshToken(grantId: string): Promise<boolean> {
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
    const applied = (await hasRefreshToken(grantId)) ? fault : 'revoke'
    if (applied === 'revoke') {
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
    if (applied === 'fail_refresh') {
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
    async applyWaiting(grantId, { purpose }) {
      if (purpose === 'identity' || purpose === 'tool') return
      const waiting = await db
        .selectFrom('sandbox_grants')
        .select(['fault', 'identified_at'])
        .where('id', '=', grantId)
        .where('fault', 'is not', null)
        .executeTakeFirst()
      if (!waiting) return
      if (purpose === 'either' && waiting.identified_at === null) {
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
