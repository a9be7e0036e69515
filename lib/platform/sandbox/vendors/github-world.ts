import { z } from 'zod'
import type { Kind, World } from '../worlds'

const labelSchema = z.object({ name: z.string(), color: z.string() })

const repositorySchema = z.object({
  id: z.number(),
  owner: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  private: z.boolean(),
  default_branch: z.string(),
  has_issues: z.boolean(),
  /** Whether the account may change the repository. */
  can_push: z.boolean(),
  labels: z.array(labelSchema),
  created_at: z.string(),
  pushed_at: z.string(),
})
export type Repository = z.infer<typeof repositorySchema>

/** A file, a symlink or a submodule in the tree of a commit. */
const treeEntrySchema = z.object({
  mode: z.enum(['100644', '120000', '160000']),
  sha: z.string(),
  size: z.number(),
})
export type TreeEntry = z.infer<typeof treeEntrySchema>

const commitSchema = z.object({
  /** The entries of all folders, by their paths. */
  tree: z.record(z.string(), treeEntrySchema),
  parents: z.array(z.string()),
  message: z.string(),
  author: z.string(),
  at: z.string(),
})
export type Commit = z.infer<typeof commitSchema>

const branchSchema = z.object({ repository: z.string(), name: z.string(), head: z.string() })
type Branch = z.infer<typeof branchSchema>

const pullSchema = z.object({ head: z.string(), base: z.string(), draft: z.boolean() })

const issueSchema = z.object({
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  user: z.string(),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  created_at: z.string(),
  /** Present when it is a pull request. */
  pull: pullSchema.optional(),
})
export type Issue = z.infer<typeof issueSchema>

const commentSchema = z.object({
  repository: z.string(),
  number: z.number(),
  user: z.string(),
  body: z.string(),
  created_at: z.string(),
})
export type Comment = z.infer<typeof commentSchema>

/** The repositories that the account can reach, by `owner/name` in lower case. */
export const repositories: Kind<Repository> = { name: 'repository', schema: repositorySchema }
/** The branches of all repositories, by `owner/name:branch`. */
export const branches: Kind<Branch> = { name: 'branch', schema: branchSchema }
/** The commits of all repositories, by their ids. */
export const commits: Kind<Commit> = { name: 'commit', schema: commitSchema }
/** The contents of files in base64, by their ids. */
export const blobs: Kind<{ content: string }> = {
  name: 'blob',
  schema: z.object({ content: z.string() }),
}
/** Issues and pull requests, which share their numbers, by `owner/name#number`. */
export const issues: Kind<Issue> = { name: 'issue', schema: issueSchema }
/** The comments of all issues and pull requests, by their numbers. */
export const comments: Kind<Comment> = { name: 'comment', schema: commentSchema }

/** Returns the id of a repository in a world. For GitHub, upper and lower case are the same. */
export function repositoryId({ owner, name }: Pick<Repository, 'owner' | 'name'>): string {
  return `${owner}/${name}`.toLowerCase()
}

/** Returns the issues and pull requests of a repository, oldest first. */
export async function issuesOf(world: World, repository: Repository): Promise<Issue[]> {
  const id = repositoryId(repository)
  const all = await world.list(issues)
  return all.map(({ content }) => content).filter((issue) => issue.repository === id)
}

/** Adds an issue or a pull request under the next number of its repository. */
export async function addIssue(
  world: World,
  repository: Repository,
  issue: Omit<Issue, 'repository' | 'number'>,
): Promise<Issue> {
  const id = repositoryId(repository)
  const last = (await issuesOf(world, repository)).at(-1)
  const added = { ...issue, repository: id, number: (last?.number ?? 0) + 1 }
  await world.put(issues, `${id}#${added.number}`, added)
  return added
}
