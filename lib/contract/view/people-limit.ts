import type { Environment } from '../api/role'
import type { Viewer } from './viewer'

/**
 * Returns the only environment for which the viewer may manage people, or null for both. It is test for somebody who has
 * signed in with an API token of the test environment, and for people whom such a token has let in.
 */
export function peopleLimitOf({
  environment,
  places,
  apiPersonId,
  tokenId,
}: Viewer): Environment | null {
  if (apiPersonId !== undefined)
    return places?.find(({ isCurrent }) => isCurrent)?.onlyEnvironment ?? null
  return tokenId !== undefined && environment !== 'live' ? environment : null
}
