import { z } from 'zod'
import type { VendorSession } from '../vendor-session'
import { hasMarker } from './call-trace'
import { callGitHub } from './github-api'
import { repositoryPath } from './github-arguments'

const pageLength = 25

/** A pull request, as GitHub answers it. */
export const pullSchema = z.object({
  number: z.int(),
  html_url: z.string().max(2048),
  body: z.string().nullish(),
})

interface Branches {
  repository: string
  head: string
  base: string
}

/** Returns the pull request that an earlier call with this key has opened. Looks through the newest 25 for these branches. */
export async function findOwnPull({ repository, head, base }: Branches, vendor: VendorSession) {
  const [owner] = repository.split('/')
  const { result } = await callGitHub(vendor, {
    method: 'GET',
    path: repositoryPath(repository, 'pulls'),
    query: {
      head: head.includes(':') ? head : `${owner}:${head}`,
      base,
      state: 'all',
      per_page: pageLength,
    },
    schema: z.array(pullSchema).max(pageLength),
    writes: false,
  })
  return result.find(({ body }) => hasMarker(body, vendor))
}
