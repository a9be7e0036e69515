import { createHash } from 'node:crypto'
import type { World } from '../worlds'
import {
  blobs,
  branches,
  type Commit,
  commits,
  type Repository,
  repositories,
  repositoryId,
  type TreeEntry,
} from './github-world'

/** A change of one file. The content is in base64; null deletes the file. */
export interface FileChange {
  path: string
  content: string | null
  mode?: TreeEntry['mode']
}

const branchId = (repository: Repository, branch: string) => `${repositoryId(repository)}:${branch}`

function sha1(text: string | Uint8Array): string {
  return createHash('sha1').update(text).digest('hex')
}

/** Returns the id that Git gives to the content of a file. */
function blobSha(bytes: Buffer): string {
  return sha1(Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]))
}

/** Returns the id of the newest commit of a branch, or `undefined` when there is no such branch. */
export async function newestCommitId(world: World, repository: Repository, branch: string) {
  return (await world.get(branches, branchId(repository, branch)))?.head
}

/** Points a branch to a commit. Creates the branch when it does not exist. */
export async function setHead(world: World, repository: Repository, name: string, head: string) {
  const content = { repository: repositoryId(repository), name, head }
  await world.put(branches, branchId(repository, name), content)
}

/** Returns a commit by its id, by a branch, or by the full name of a branch. */
export async function findCommit(world: World, repository: Repository, ref: string) {
  const branch = ref.replace(/^(?:refs\/)?heads\//, '')
  const oid = (await newestCommitId(world, repository, branch)) ?? ref
  const commit = await world.get(commits, oid)
  return commit && { oid, commit }
}

/** Returns what is at a path of a commit. A folder has no entry of its own. */
export function entryAt({ tree }: Commit, path: string): TreeEntry | undefined {
  return Object.hasOwn(tree, path) ? tree[path] : undefined
}

/** Adds a commit and returns its id. */
export async function addCommit(
  world: World,
  parent: string | undefined,
  changes: readonly FileChange[],
  { message, author, at }: Pick<Commit, 'message' | 'author' | 'at'>,
): Promise<string> {
  const tree = { ...(parent && (await world.get(commits, parent))?.tree) }
  for (const { path, content, mode = '100644' } of changes) {
    delete tree[path]
    if (content === null) continue
    const bytes = Buffer.from(content, 'base64')
    const sha = blobSha(bytes)
    tree[path] = { mode, sha, size: mode === '160000' ? 0 : bytes.length }
    await world.put(blobs, sha, { content: bytes.toString('base64') })
  }
  const commit: Commit = { tree, parents: parent ? [parent] : [], message, author, at }
  const oid = sha1(JSON.stringify(commit))
  await world.put(commits, oid, commit)
  return oid
}

/** Adds a commit to a branch and returns the id of the commit. */
export async function commitToBranch(
  world: World,
  { repository, branch, changes, ...facts }: CommitToBranch,
): Promise<string> {
  const parent = await newestCommitId(world, repository, branch)
  const oid = await addCommit(world, parent, changes, facts)
  await setHead(world, repository, branch, oid)
  await world.put(repositories, repositoryId(repository), { ...repository, pushed_at: facts.at })
  return oid
}

interface CommitToBranch extends Pick<Commit, 'message' | 'author' | 'at'> {
  repository: Repository
  branch: string
  changes: readonly FileChange[]
}

/** Returns a commit and its ancestors, newest first, at most `limit`. Follows only the first parent. */
export async function historyOf(world: World, oid: string, limit: number) {
  const history: { oid: string; commit: Commit }[] = []
  let next: string | undefined = oid
  while (next !== undefined && history.length < limit) {
    const commit: Commit | undefined = await world.get(commits, next)
    if (!commit) break
    history.push({ oid: next, commit })
    next = commit.parents[0]
  }
  return history
}
