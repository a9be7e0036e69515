import type { Context } from 'hono'
import type { Service } from '@/lib/contract/services/catalogue'
import type { SimulatedGrant } from './simulated-grants'
import type { Simulation } from './simulation'
import type { Seed, World } from './worlds'

/** What the platform passes to the sandbox with a request that the platform makes in this process. */
export interface SandboxEnv {
  Bindings: {
    /** The customer's account that the platform makes the request for. Absent for requests from outside. */
    owner?: string
  }
}

/** The owner of the worlds that are used without a customer's account, for example by the vendor's SDK alone. */
export const nobody = 'nobody'

/**
 * Returns the world of a simulated account for the customer of this request. That is the customer for whom the platform
 * makes the request, who becomes the owner of the grant, or else the present owner of the grant.
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

/** Returns the world of a simulated account and a customer, for a vendor whose requests do not name a grant. */
export function openWorldAt(
  { worlds }: Pick<Simulation, 'worlds'>,
  service: Service,
  subject: string,
  owner: string,
  seed: Seed,
): Promise<World> {
  return worlds.open({ service, subject, owner }, seed)
}
