import 'server-only'
import type { Attempts } from './attempts'
import type { WayBackParameters } from './way-back-parameters'

/** The attempt's own page, for somebody who has to sign in first; it holds neither code nor state. */
export async function attemptAddress(
  attempts: Attempts,
  parameters: WayBackParameters | null,
): Promise<string> {
  const attempt = parameters?.state ? await attempts.findByState(parameters.state) : null
  const id = attempt?.id ?? parameters?.attempt
  return id ? `/callback?attempt=${id}` : '/callback'
}
