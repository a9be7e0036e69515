import { z } from 'zod'
import { defineTool } from '../tool'
import { findOrCreateBranch } from './branch-head'
import { createCommit } from './create-commit'
import { findOwnCommit } from './find-own-commit'
import { branchArgument, pathArgument, repositoryArgument } from './github-arguments'

const fileArgument = z.object({
  path: pathArgument('The path of the file, such as "docs/guide.md".'),
  content: z.string().max(1_000_000).nullable().describe('The whole new text. Null deletes it.'),
})

export const commitFiles = defineTool({
  service: 'github',
  name: 'commit_files',
  description:
    'Commits text files to a branch on GitHub, all in one commit. Each content replaces the whole file, so read a file before you change it. Fails when the branch moves at the same time.',
  effect: 'changes',
  input: z.object({
    repository: repositoryArgument,
    branch: branchArgument('The branch to commit to.'),
    message: z
      .string()
      .min(1)
      .max(10_000)
      .regex(/^\S/, 'it begins with text')
      .describe('The message. Its first line is the headline.'),
    files: z.array(fileArgument).min(1).max(100).describe('The files to write or delete.'),
    create_branch_from: branchArgument(
      'The branch from which `branch` is made when it does not exist.',
    ).optional(),
  }),
  output: z.object({ commit: z.string().describe('The id of the commit.'), url: z.string() }),
  examples: [
    {
      repository: 'acme/website',
      branch: 'meeting-notes',
      create_branch_from: 'main',
      message: 'Add the notes of the meeting',
      files: [{ path: 'notes/meeting.md', content: '# Meeting\n\nWe ship on Thursday.\n' }],
    },
  ],
  async run({ repository, branch, message, files, create_branch_from: createFrom }, vendor) {
    const head = await findOrCreateBranch(vendor, { repository, branch, createFrom })
    return createCommit(vendor, { repository, branch, message, files, head })
  },
  async findDone({ repository, branch }, vendor) {
    const found = await findOwnCommit(vendor, repository, branch)
    return found && { commit: found.oid, url: found.url }
  },
})
