import { z } from 'zod'
import { partlyDone } from '../partly-done'
import { readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { trailerOf } from './call-trace'
import { commitSchema } from './find-own-commit'
import { callGraphql } from './github-graphql'

const commitDocument = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}`
const createdSchema = z.object({ createCommitOnBranch: z.object({ commit: commitSchema }) })

interface NewCommit {
  repository: string
  branch: string
  message: string
  /** The whole new text of each file. Null deletes the file. */
  files: readonly { path: string; content: string | null }[]
  /** The newest commit of the branch, and whether the branch was created for this commit. */
  head: { oid: string; isNew: boolean }
}

/**
 * Adds a commit to a branch. GitHub refuses the commit when `head` is not the newest commit of the branch any more.
 *
 * @throws {ToolFailure} when the commit was not created, or nobody knows whether it was. When the branch was created for the
 *   commit, the message says that the branch exists
 */
export async function createCommit(vendor: VendorSession, commit: NewCommit) {
  try {
    const { createCommitOnBranch } = await callGraphql(vendor, {
      document: commitDocument,
      variables: { input: inputOf(commit, vendor.key) },
      schema: createdSchema,
      writes: true,
    })
    const { oid, url } = createCommitOnBranch.commit
    return { commit: oid, url: readableText(url) }
  } catch (error) {
    if (!commit.head.isNew) throw error
    throw partlyDone(error, {
      done: `The new branch "${commit.branch}" was created.`,
      rest: 'It remains, without the commit.',
      continues: vendor.key !== undefined,
    })
  }
}

/** @param callKey marks the commit, so that a repeated call finds it */
function inputOf({ repository, branch, message, files, head }: NewCommit, callKey?: string) {
  const [headline = '', ...lines] = message.trimEnd().split('\n')
  const trailer = callKey === undefined ? [] : ['', trailerOf(callKey)]
  return {
    branch: { repositoryNameWithOwner: repository, branchName: branch },
    expectedHeadOid: head.oid,
    message: { headline, body: [...lines, ...trailer].join('\n').trim() },
    fileChanges: {
      additions: files.flatMap(({ path, content }) =>
        content === null ? [] : [{ path, contents: Buffer.from(content).toString('base64') }],
      ),
      deletions: files.flatMap(({ path, content }) => (content === null ? [{ path }] : [])),
    },
  }
}
