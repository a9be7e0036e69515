import { createHash } from 'node:crypto'
import type { Service } from '@/lib/contract/services/catalogue'
import { answerOfScenario } from './scenarios'
import type { SimulatedCodeState, SimulatedGrant } from './simulated-grants'
import type { Simulation } from './simulation'

/** The result of redeeming a code at a simulated vendor. */
export type SimulatedRedemption<Objection extends string> =
  | { outcome: 'redeemed'; grant: SimulatedGrant }
  | { outcome: Exclude<SimulatedCodeState, 'live'> | Objection; grant: SimulatedGrant }
  | { outcome: 'unknown' }
  /** The answer of the scenario, which replaces the vendor's answer. */
  | { outcome: 'replaced'; response: Response }

/**
 * Redeems a code, which works once.
 *
 * @param objection returns why the vendor refuses the exchange, for example because of the redirect URI. The code
 *   then stays valid for a client that sends the right values
 */
export async function redeemSimulatedCode<Objection extends string>(
  simulation: Simulation,
  request: Request,
  service: Service,
  code: string,
  objection: (grant: SimulatedGrant) => Objection | undefined,
): Promise<SimulatedRedemption<Objection>> {
  const found = await simulation.grants.findByCode(service, code)
  if (!found) return { outcome: 'unknown' }
  const { grant, state } = found
  const response = await answerOfScenario(grant.scenario, request.signal)
  if (response) return { outcome: 'replaced', response }
  if (state !== 'live') return { outcome: state, grant }
  const objected = objection(grant)
  if (objected) return { outcome: objected, grant }
  if (!(await simulation.grants.spendCode(grant))) return { outcome: 'used', grant }
  return { outcome: 'redeemed', grant }
}

export type VerifierFault = 'missing_verifier' | 'wrong_verifier' | 'unexpected_verifier'

/**
 * Returns what is wrong with a PKCE verifier (https://www.rfc-editor.org/rfc/rfc7636#section-4.6), or `undefined`. A
 * verifier is also wrong when the authorize request had no challenge
 * (https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1).
 */
export function verifierFault(
  grant: SimulatedGrant,
  verifier: string | null,
): VerifierFault | undefined {
  if (grant.codeChallenge === null) return verifier ? 'unexpected_verifier' : undefined
  if (!verifier) return 'missing_verifier'
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return challenge === grant.codeChallenge ? undefined : 'wrong_verifier'
}
