import { ApiProblem } from '../../core/api-problem'
import type { Caller } from '../caller'

/**
 * Returns the only environment in which people whom the caller lets in may work, or null for both. Without this limit, the holder
 * of an API token of the test environment could get into live, by inviting themselves as a person.
 */
export function limitOf({ environment, person }: Caller): string | null {
  if (person) return person.onlyEnvironment
  return environment === 'live' ? null : environment
}

/** Throws `forbidden` when a person or an invitation reaches an environment that the caller's limit excludes. */
export function requireWithinLimit(
  caller: Caller,
  { only_environment: theirs }: { only_environment: string | null },
): void {
  const limit = limitOf(caller)
  if (limit === null || limit === theirs) return
  const detail = `This concerns the live environment too, and you may manage people for ${limit} only. Use a token of the live environment, or sign in as an admin.`
  throw new ApiProblem('forbidden', detail, { reason: 'environment' })
}
