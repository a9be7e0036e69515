import type { Context } from 'hono'
import type { Service } from '@/lib/contract/services/catalogue'
import type { SimulatedGrant } from './simulated-grants'
import type { Simulation } from './simulation'
import type { Seed, World } from './worlds'

/** The facts that the platform gives the sandbox with a request that it makes in this process. */
export interface SandboxEnv {
  Bindings: {
    /** The customer's account that the platform makes the request for. Absent for requests from outside. */
    owner?: string
  }
}

/** The owner of the worlds that are used without a customer's account, such as with the vendor's SDK alone. */
export const nobody = 'nobody'

/**
 * Returns the world of a simulated account as the customer of this request has it: the customer that the platform
 * makes the request for, or the one for which the grant was given.
 */
export async function openWorld(
  { worlds, grants }: Simulation,
  { env }: Context<SandboxEnv>,
  grant: SimulatedGrant,
  seed: Seed,
): Promise<World> {
  const owner = env.owner ?? grant.owner ?? nobody
  if (env.owner !== undefined && env.owner !== grant.owner) await grants.setOwner(grant.id, owner)
  return openWorldAt({ worlds }, grant.service, grant.accountId, owner, seed)
}

/** Returns the world of a simulated account for a vendor whose requests do not name a grant. */
export function openWorldAt(
  { worlds }: Pick<Simulation, 'worlds'>,
  service: Service,
  subject: string,
  owner: string,
  seed: Seed,
): Promise<World> {
  return worlds.open({ service, subject, owner }, seed)
}
