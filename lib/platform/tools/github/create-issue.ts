import { z } from 'zod'
import { defineTool } from '../tool'
import { markText } from './call-trace'
import { droppedFrom, droppedSchema } from './dropped'
import { findOwnIssue } from './find-own-issue'
import { callGitHub } from './github-api'
import { repositoryArgument, repositoryPath } from './github-arguments'
import { createdSchema, issueSchema, presentCreated } from './github-issue'

export const createIssue = defineTool({
  service: 'github',
  name: 'create_issue',
  description:
    'Opens an issue in a repository of GitHub. GitHub leaves out labels and assignees when the account cannot change the repository: `dropped` tells which.',
  effect: 'adds',
  input: z.object({
    repository: repositoryArgument,
    title: z.string().min(1).max(256).describe('The title, on one line.'),
    body: z.string().max(65_000).optional().describe('The text, in Markdown.'),
    labels: z.array(z.string().min(1).max(50)).max(100).optional().describe('The names of labels.'),
    assignees: z
      .array(z.string().min(1).max(64))
      .max(10)
      .optional()
      .describe('The logins of people.'),
  }),
  output: createdSchema.extend({
    dropped: z.array(droppedSchema).describe('The labels and assignees that GitHub left out.'),
  }),
  examples: [
    { repository: 'acme/website', title: 'The page of prices is slow', labels: ['bug'] },
    { repository: 'octo-org/sdk', title: 'Add an example for uploads', labels: ['question'] },
  ],
  async run({ repository, body = '', ...fields }, vendor) {
    const { result } = await callGitHub(vendor, {
      method: 'POST',
      path: repositoryPath(repository, 'issues'),
      json: { ...fields, body: markText(body, vendor) },
      schema: issueSchema,
      writes: true,
    })
    return { ...presentCreated(result), dropped: droppedFrom(result, fields) }
  },
  async findDone({ repository, ...fields }, vendor) {
    const found = await findOwnIssue(repository, vendor)
    return found && { ...presentCreated(found), dropped: droppedFrom(found, fields) }
  },
})
