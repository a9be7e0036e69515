import { ApiProblem } from '../../core/api-problem'
import type { Caller } from '../caller'

/**
 * Returns the only environment in which somebody may work whom the caller lets in, or null for both. A person belongs to both
 * environments of an account, and whoever has an API token of the test environment must not get into live with it.
 */
export function limitOf({ environment, person }: Caller): string | null {
  if (person) return person.onlyEnvironment
  return environment === 'live' ? null : environment
}

/** Throws `forbidden` when somebody may work in an environment in which the caller may not let people in. */
export function requireWithinLimit(
  caller: Caller,
  { only_environment: theirs }: { only_environment: string | null },
): void {
  const limit = limitOf(caller)
  if (limit === null || limit === theirs) return
  const detail = `This concerns the live environment too, and you may manage people for ${limit} only. Use a token of the live environment, or sign in as an admin.`
  throw new ApiProblem('forbidden', detail, { reason: 'environment' })
}
