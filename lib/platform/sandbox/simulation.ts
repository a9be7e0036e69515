import type { Database } from '@/lib/storage/database'
import { createFaults, type Faults } from './faults'
import { createSimulatedGrants, type SimulatedGrants } from './simulated-grants'
import { createSimulatedTokens, type SimulatedTokens } from './simulated-tokens'

/** The parts that every simulated vendor works with. */
export interface Simulation {
  grants: SimulatedGrants
  tokens: SimulatedTokens
  faults: Faults
  appUrl: string
  now: () => number
}

export function createSimulation(db: Database, appUrl: string, now: () => number): Simulation {
  const faults = createFaults(db, now)
  return {
    grants: createSimulatedGrants(db, now),
    tokens: createSimulatedTokens(db, now, faults),
    faults,
    appUrl,
    now,
  }
}
