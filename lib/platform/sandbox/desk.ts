import type { Database } from '@/lib/storage/database'
import { createFaults, type Faults } from './faults'
import { createGrants, type Grants } from './grants'
import { createTokens, type Tokens } from './tokens'

/** What every simulated vendor works with. */
export interface Desk {
  grants: Grants
  tokens: Tokens
  faults: Faults
  appUrl: string
  now: () => number
}

export function createDesk(db: Database, appUrl: string, now: () => number): Desk {
  const faults = createFaults(db, now)
  return {
    grants: createGrants(db, now),
    tokens: createTokens(db, now, faults),
    faults,
    appUrl,
    now,
  }
}
