import 'server-only'
import type { Attempts } from './attempts'
import type { WayBackParameters } from './way-back-parameters'

/**
 * Returns the address of the attempt's page, without code and state, for a person who has to sign in first. It is
 * `/callback` when the parameters name no attempt.
 */
export async function attemptAddress(
  attempts: Attempts,
  parameters: WayBackParameters | null,
): Promise<string> {
  const attempt = parameters?.state ? await attempts.findByState(parameters.state) : null
  const id = attempt?.id ?? parameters?.attemptId
  return id ? `/callback?attempt=${id}` : '/callback'
}
