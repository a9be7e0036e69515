import { z } from 'zod'
import type { VendorSession } from '../vendor-session'
import { hasMarker } from './call-trace'
import { callGitHub } from './github-api'
import { repositoryPath } from './github-arguments'
import { type Issue, issueSchema } from './github-issue'

const searchedPages = 4
const pageLength = 25
const personSchema = z.object({ login: z.string().max(256) })

/**
 * Returns the issue that an earlier call with this key has opened. Looks through the newest 100 issues of the person to whom
 * the token belongs, because GitHub's search does not find issues at once.
 */
export async function findOwnIssue(
  repository: string,
  vendor: VendorSession,
): Promise<Issue | undefined> {
  const reading = { method: 'GET', writes: false } as const
  const person = await callGitHub(vendor, { ...reading, path: '/user', schema: personSchema })
  for (let page = 1; page <= searchedPages; page += 1) {
    const { result, hasNextPage } = await callGitHub(vendor, {
      ...reading,
      path: repositoryPath(repository, 'issues'),
      query: { creator: person.result.login, state: 'all', per_page: pageLength, page },
      schema: z.array(issueSchema).max(pageLength),
    })
    const found = result.find(({ body }) => hasMarker(body, vendor))
    if (found || !hasNextPage) return found
  }
  return undefined
}
