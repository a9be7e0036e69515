import type { Tool } from '../tool'
import { commitFiles } from './commit-files'
import { createIssue } from './create-issue'
import { openPullRequest } from './open-pull-request'
import { readIssue } from './read-issue'
import { readRepository } from './read-repository'

/** The tools of GitHub, in the documented order. */
export const githubTools: readonly Tool[] = [
  createIssue,
  readIssue,
  openPullRequest,
  commitFiles,
  readRepository,
]
