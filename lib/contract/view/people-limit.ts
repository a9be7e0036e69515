import type { Environment } from '../api/role'
import type { Viewer } from './viewer'

/**
 * Returns the only environment for which the viewer may manage people, or null for both. A viewer
 * who has signed in with an API token of the test environment, or was let in with one, is limited
 * to test.
 */
export function peopleLimitOf({
  environment,
  accounts,
  apiPersonId,
  tokenId,
}: Viewer): Environment | null {
  if (apiPersonId !== undefined)
    return accounts?.find(({ isCurrent }) => isCurrent)?.onlyEnvironment ?? null
  return tokenId !== undefined && environment !== 'live' ? environment : null
}
