import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { callGitHub } from './github-api'
import { repositoryPath } from './github-arguments'
import { notFound } from './github-errors'
import { callGraphql } from './github-graphql'

const headsDocument = `query Heads($owner: String!, $name: String!, $branch: String!, $from: String!) {
  repository(owner: $owner, name: $name) {
    isEmpty
    branch: ref(qualifiedName: $branch) { target { oid } }
    from: ref(qualifiedName: $from) { target { oid } }
  }
}`

export const oidSchema = z.string().regex(/^[0-9a-f]{40,64}$/)
const refSchema = z.object({ target: z.object({ oid: oidSchema }).nullable() }).nullable()
const headsSchema = z.object({
  repository: z.object({ isEmpty: z.boolean(), branch: refSchema, from: refSchema }).nullable(),
})

interface WantedBranch {
  repository: string
  branch: string
  /** The branch from which `branch` is created when it does not exist. */
  createFrom?: string | undefined
}

/**
 * Returns the newest commit of a branch. When the branch does not exist, creates it from the branch `createFrom`, if one is
 * given.
 *
 * @throws {ToolFailure} when neither branch exists, or the repository is empty or cannot be found
 */
export async function findOrCreateBranch(
  vendor: VendorSession,
  { repository, branch, createFrom }: WantedBranch,
): Promise<{ oid: string; isNew: boolean }> {
  const [owner, name] = repository.split('/')
  const heads = await callGraphql(vendor, {
    document: headsDocument,
    variables: { owner, name, branch: refName(branch), from: refName(createFrom ?? branch) },
    schema: headsSchema,
    writes: false,
  })
  if (!heads.repository) throw notFound('no such repository')
  if (heads.repository.isEmpty) throw emptyRepository()
  const oid = heads.repository.branch?.target?.oid
  if (oid !== undefined) return { oid, isNew: false }
  const fromOid = heads.repository.from?.target?.oid
  if (fromOid === undefined) throw noBranch(createFrom ?? branch, createFrom !== undefined)
  await callGitHub(vendor, {
    method: 'POST',
    path: repositoryPath(repository, 'git', 'refs'),
    json: { ref: refName(branch), sha: fromOid },
    schema: z.unknown(),
    writes: true,
  })
  return { oid: fromOid, isNew: true }
}

/** Returns the full name of a branch, as Git writes it. */
export function refName(branch: string): string {
  return `refs/heads/${branch}`
}

function emptyRepository(): ToolFailure {
  return new ToolFailure(
    'vendor_refused',
    'The repository is empty, and GitHub cannot commit to it in this way. Somebody has to add a first file at GitHub, such as a README.',
  )
}

function noBranch(branch: string, isSource: boolean): ToolFailure {
  const nextStep = isSource
    ? 'Name an existing branch in "create_branch_from".'
    : 'Name an existing branch, or give "create_branch_from" to make it.'
  return new ToolFailure(
    'vendor_refused',
    `The repository has no branch ${quotation(branch)}. ${nextStep}`,
  )
}
