import { z } from 'zod'
import type { VendorSession } from '../vendor-session'
import { oidSchema, refName } from './branch-head'
import { trailerOf } from './call-trace'
import { callGraphql } from './github-graphql'

const historyDocument = `query History($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $branch) {
      target { ... on Commit { history(first: 100) { nodes { oid url message } } } }
    }
  }
}`

export const commitSchema = z.object({ oid: oidSchema, url: z.string().max(2048) })
const nodesSchema = z.array(commitSchema.extend({ message: z.string() }).nullable()).max(100)
const historySchema = z.object({
  repository: z
    .object({
      ref: z
        .object({ target: z.object({ history: z.object({ nodes: nodesSchema }) }).nullable() })
        .nullable(),
    })
    .nullable(),
})

/** Returns the commit that an earlier call with this key has created. Looks through the newest 100 commits of the branch. */
export async function findOwnCommit(
  vendor: VendorSession,
  repository: string,
  branch: string,
): Promise<z.infer<typeof commitSchema> | undefined> {
  const { key } = vendor
  if (key === undefined) return undefined
  const [owner, name] = repository.split('/')
  const history = await callGraphql(vendor, {
    document: historyDocument,
    variables: { owner, name, branch: refName(branch) },
    schema: historySchema,
    writes: false,
  })
  const nodes = history.repository?.ref?.target?.history.nodes ?? []
  const isOwn = (message: string) => message.split('\n').includes(trailerOf(key))
  return nodes.find((node) => node !== null && isOwn(node.message)) ?? undefined
}
