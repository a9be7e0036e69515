import type { World } from '../worlds'
import { type GitHubCall, reaches } from './github-answers'
import { historyOf, newestCommitId } from './github-git'
import { addressesOf } from './github-shapes'
import { type Commit, type Repository, repositories, repositoryId } from './github-world'
import { type GraphqlObject, GraphqlRefusal } from './graphql-execution'

/** Returns a commit as an object of GraphQL. */
export function commitObject(
  world: World,
  repository: Repository,
  { oid, commit }: { oid: string; commit: Commit },
): GraphqlObject {
  const [headline = '', ...rest] = commit.message.split('\n')
  return {
    type: 'Commit',
    fields: {
      oid: () => oid,
      url: () => `${addressesOf(repository).web}/commit/${oid}`,
      message: () => commit.message,
      messageHeadline: () => headline,
      messageBody: () => rest.join('\n').trim(),
      committedDate: () => commit.at,
      history: async ({ first }) => {
        const found = await historyOf(world, oid, Math.min(Number(first) || 0, 100))
        const nodes = found.map((older) => commitObject(world, repository, older))
        return { type: 'CommitHistoryConnection', fields: { nodes: () => nodes } }
      },
    },
  }
}

async function refObject(
  world: World,
  repository: Repository,
  qualifiedName: unknown,
): Promise<GraphqlObject | null> {
  const name = String(qualifiedName).replace(/^refs\/heads\//, '')
  const head = await newestCommitId(world, repository, name)
  const [newest] = head ? await historyOf(world, head, 1) : []
  if (!newest) return null
  const target = commitObject(world, repository, newest)
  return { type: 'Ref', fields: { name: () => name, target: () => target } }
}

/** Returns a repository as an object of GraphQL. */
export function repositoryObject(world: World, repository: Repository): GraphqlObject {
  const { owner, name, default_branch } = repository
  const findRef = (branch: unknown) => refObject(world, repository, branch)
  return {
    type: 'Repository',
    fields: {
      name: () => name,
      nameWithOwner: () => `${owner}/${name}`,
      isPrivate: () => repository.private,
      isEmpty: async () => (await findRef(default_branch)) === null,
      defaultBranchRef: () => findRef(default_branch),
      ref: ({ qualifiedName }) => findRef(qualifiedName),
    },
  }
}

/**
 * Returns a repository that the token reaches.
 *
 * @throws {GraphqlRefusal} `NOT_FOUND` when there is none
 */
export async function findByFullName(
  { world, scopes }: Pick<GitHubCall, 'world' | 'scopes'>,
  fullName: string,
  toWrite: boolean,
): Promise<Repository> {
  const [owner = '', name = ''] = fullName.split('/')
  const repository = await world.get(repositories, repositoryId({ owner, name }))
  if (repository && reaches(scopes, repository, toWrite)) return repository
  throw new GraphqlRefusal(
    'NOT_FOUND',
    `Could not resolve to a Repository with the name '${fullName}'.`,
  )
}
