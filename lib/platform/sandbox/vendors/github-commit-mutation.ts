import { z } from 'zod'
import type { GitHubCall } from './github-answers'
import { commitToBranch, entryAt, type FileChange, findCommit, newestCommitId } from './github-git'
import { commitObject, findByFullName } from './github-objects'
import type { Commit } from './github-world'
import { type GraphqlObject, GraphqlRefusal } from './graphql-execution'

const inputSchema = z.object({
  branch: z.object({ repositoryNameWithOwner: z.string(), branchName: z.string() }),
  expectedHeadOid: z.string().regex(/^[0-9a-f]{40}$/),
  message: z.object({ headline: z.string().min(1), body: z.string().nullish() }),
  fileChanges: z
    .object({
      additions: z.array(z.object({ path: z.string(), contents: z.base64() })).default([]),
      deletions: z.array(z.object({ path: z.string() })).default([]),
    })
    .default({ additions: [], deletions: [] }),
  clientMutationId: z.string().nullish(),
})
type Input = z.infer<typeof inputSchema>

/**
 * Adds a commit to a branch, as the mutation does.
 *
 * @throws {GraphqlRefusal} when GitHub refuses it
 */
export async function createCommitOnBranch(
  call: GitHubCall,
  givenInput: unknown,
): Promise<GraphqlObject> {
  const parsed = inputSchema.safeParse(givenInput)
  if (!parsed.success) throw new GraphqlRefusal('UNPROCESSABLE', 'The input is not valid.')
  const input = parsed.data
  const { world } = call
  const { repositoryNameWithOwner, branchName } = input.branch
  const repository = await findByFullName(call, repositoryNameWithOwner, true)
  if (!repository.can_push) {
    throw new GraphqlRefusal(
      'FORBIDDEN',
      `${call.account.name} does not have the correct permissions to execute \`CreateCommitOnBranch\``,
    )
  }
  const branch = branchName.replace(/^refs\/heads\//, '')
  const head = await newestCommitId(world, repository, branch)
  const parent = head && (await findCommit(world, repository, head))
  if (!parent) throw new GraphqlRefusal('NOT_FOUND', `No branch named '${branch}'.`)
  if (parent.oid !== input.expectedHeadOid) throw staleHead(input)
  const changes = changesOf(input)
  refuseChanges(changes, parent.commit, call.scopes)
  const { headline, body } = input.message
  const message = body ? `${headline}\n\n${body}` : headline
  const facts = { message, author: call.account.name, at: call.at }
  const oid = await commitToBranch(world, { repository, branch, changes, ...facts })
  const made = await findCommit(world, repository, oid)
  const commit = made ? commitObject(world, repository, made) : null
  const clientMutationId = input.clientMutationId ?? null
  return {
    type: 'CreateCommitOnBranchPayload',
    fields: { commit: () => commit, clientMutationId: () => clientMutationId },
  }
}

function changesOf({ fileChanges: { additions, deletions } }: Input): FileChange[] {
  return [
    ...deletions.map(({ path }) => ({ path, content: null })),
    ...additions.map(({ path, contents }) => ({ path, content: contents })),
  ]
}

function staleHead({ expectedHeadOid }: Input): GraphqlRefusal {
  return new GraphqlRefusal(
    'STALE_DATA',
    `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`,
  )
}

/** Throws the refusal of a file that cannot be changed. */
function refuseChanges(
  changes: readonly FileChange[],
  parent: Commit,
  scopes: readonly string[],
): void {
  for (const { path, content } of changes) {
    if (content === null && !entryAt(parent, path)) {
      throw new GraphqlRefusal(
        'UNPROCESSABLE',
        `A path was requested for deletion which does not exist: ${path}`,
      )
    }
    if (path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))) {
      throw new GraphqlRefusal('UNPROCESSABLE', `A path was invalid: ${path}`)
    }
    if (path.startsWith('.github/workflows/') && !scopes.includes('workflow')) {
      throw new GraphqlRefusal(
        'FORBIDDEN',
        `refusing to allow an OAuth App to create or update workflow \`${path}\` without \`workflow\` scope`,
      )
    }
  }
}
