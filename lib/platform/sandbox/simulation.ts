import type { Database } from '@/lib/storage/database'
import { createFaults, type Faults } from './faults'
import { createSimulatedGrants, type SimulatedGrants } from './simulated-grants'
import { createSimulatedTokens, type SimulatedTokens } from './simulated-tokens'
import { createWorlds, type Worlds } from './worlds'

/** The parts that every simulated vendor works with. */
export interface Simulation {
  grants: SimulatedGrants
  tokens: SimulatedTokens
  faults: Faults
  worlds: Worlds
  appUrl: string
  now: () => number
  /** Returns the customer's account of the person in the browser, or null when nobody is signed in. */
  findCustomer: (request: Request) => Promise<string | null>
}

export function createSimulation(
  db: Database,
  { appUrl, now, findCustomer }: Pick<Simulation, 'appUrl' | 'now' | 'findCustomer'>,
): Simulation {
  const faults = createFaults(db, now)
  return {
    grants: createSimulatedGrants(db, now),
    tokens: createSimulatedTokens(db, now, faults),
    faults,
    worlds: createWorlds(db),
    appUrl,
    now,
    findCustomer,
  }
}
