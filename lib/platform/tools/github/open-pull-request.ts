import { z } from 'zod'
import { defineTool } from '../tool'
import { markText } from './call-trace'
import { findOwnPull, pullSchema } from './find-own-pull'
import { callGitHub } from './github-api'
import { branchArgument, repositoryArgument, repositoryPath } from './github-arguments'
import { createdSchema, presentCreated } from './github-issue'

const headPattern = /^(?:[A-Za-z0-9][A-Za-z0-9_-]{0,62}:)?[^:]+$/

export const openPullRequest = defineTool({
  service: 'github',
  name: 'open_pull_request',
  description:
    'Opens a pull request on GitHub, for commits that are on another branch already. Of a branch into another one, only one can be open.',
  effect: 'adds',
  input: z.object({
    repository: repositoryArgument,
    title: z.string().min(1).max(256).describe('The title, on one line.'),
    head: z
      .string()
      .min(1)
      .max(308)
      .regex(headPattern, 'it is written "branch" or "owner:branch"')
      .describe('The branch with the commits, or "owner:branch" for one in a fork.'),
    base: branchArgument('The branch that the commits are for, such as "main".'),
    body: z.string().max(65_000).optional().describe('The text, in Markdown.'),
    draft: z.boolean().optional().describe('Opens it as a draft.'),
  }),
  output: createdSchema,
  examples: [
    {
      repository: 'acme/website',
      title: 'Tell when the shop is closed',
      head: 'opening-hours',
      base: 'main',
    },
  ],
  async run({ repository, body = '', ...fields }, vendor) {
    const { result } = await callGitHub(vendor, {
      method: 'POST',
      path: repositoryPath(repository, 'pulls'),
      json: { ...fields, body: markText(body, vendor) },
      schema: pullSchema,
      writes: true,
    })
    return presentCreated(result)
  },
  async findDone(input, vendor) {
    const found = await findOwnPull(input, vendor)
    return found && presentCreated(found)
  },
})
