import { z } from 'zod'
import { type Position, pageOf } from '../pages'
import { cutText, readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { callGitHub, pageNumberOf } from './github-api'

const repositorySchema = z.object({
  full_name: z.string().max(256),
  description: z.string().max(4096).nullish().catch(undefined),
  private: z.boolean(),
})

/** Returns a page of the repositories that the account can reach. Those to which somebody pushed last come first. */
export async function listRepositories(vendor: VendorSession, position: Position) {
  const page = pageNumberOf(position)
  const { result, hasNextPage } = await callGitHub(vendor, {
    method: 'GET',
    path: '/user/repos',
    query: { sort: 'pushed', per_page: position.limit, page },
    schema: z.array(repositorySchema).max(position.limit),
    writes: false,
  })
  const nextPage = hasNextPage ? String(page + 1) : undefined
  const { items, ...next } = pageOf(result.map(presentRepository), position, nextPage)
  return { kind: 'repositories' as const, entries: items, ...next }
}

function presentRepository({ full_name, description, ...rest }: z.infer<typeof repositorySchema>) {
  return {
    name: readableText(full_name),
    type: 'repository' as const,
    is_private: rest.private,
    ...(description && { description: cutText(readableText(description), 200) }),
  }
}
