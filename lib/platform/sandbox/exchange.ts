import { createHash } from 'node:crypto'
import type { Service } from '@/lib/contract/services/catalogue'
import { answerOfScenario } from './scenarios'
import type { SimulatedCodeState, SimulatedGrant } from './simulated-grants'
import type { Simulation } from './simulation'

/** The result of redeeming a code at a simulated vendor. */
export type SimulatedRedemption<Objection extends string> =
  | { outcome: 'redeemed'; grant: SimulatedGrant }
  /** The code is no longer valid, or the vendor refuses the exchange for the reason that `findObjection` returned. */
  | { outcome: Exclude<SimulatedCodeState, 'live'> | Objection; grant: SimulatedGrant }
  /** The vendor has never issued this code. */
  | { outcome: 'unknown' }
  /** The scenario of the grant has answered in place of the vendor. `response` is its answer. */
  | { outcome: 'answered_by_scenario'; response: Response }

/**
 * Redeems a code, which works once.
 *
 * @param findObjection returns the reason for which the vendor refuses the exchange, for example the redirect URI,
 *   or `undefined`. After a refusal the code stays valid for a client that sends the right values
 */
export async function redeemSimulatedCode<Objection extends string>(
  simulation: Simulation,
  request: Request,
  service: Service,
  code: string,
  findObjection: (grant: SimulatedGrant) => Objection | undefined,
): Promise<SimulatedRedemption<Objection>> {
  const found = await simulation.grants.findByCode(service, code)
  if (!found) return { outcome: 'unknown' }
  const { grant, state } = found
  const response = await answerOfScenario(grant.scenario, request.signal)
  if (response) return { outcome: 'answered_by_scenario', response }
  if (state !== 'live') return { outcome: state, grant }
  const objection = findObjection(grant)
  if (objection) return { outcome: objection, grant }
  if (!(await simulation.grants.spendCode(grant))) return { outcome: 'used', grant }
  return { outcome: 'redeemed', grant }
}

export type VerifierProblem = 'missing_verifier' | 'wrong_verifier' | 'unexpected_verifier'

/**
 * Returns what is wrong with a PKCE verifier (https://www.rfc-editor.org/rfc/rfc7636#section-4.6), or `undefined`
 * when nothing is. A verifier is also wrong when the authorize request had no challenge
 * (https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1).
 */
export function verifierProblem(
  grant: SimulatedGrant,
  verifier: string | null,
): VerifierProblem | undefined {
  if (grant.codeChallenge === null) return verifier ? 'unexpected_verifier' : undefined
  if (!verifier) return 'missing_verifier'
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return challenge === grant.codeChallenge ? undefined : 'wrong_verifier'
}
