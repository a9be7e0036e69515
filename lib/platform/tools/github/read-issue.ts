import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { defineTool } from '../tool'
import { cutText, readableText } from '../untrusted-text'
import { callGitHub, pageNumberOf } from './github-api'
import { numberArgument, repositoryArgument, repositoryPath } from './github-arguments'
import { authorName, issueSchema, shortLabelNames } from './github-issue'
import { bodyParts, commentSchema, joinParts, listComments } from './issue-parts'

export const readIssue = defineTool({
  service: 'github',
  name: 'read_issue',
  description:
    'Reads an issue of GitHub, on request with its comments, oldest first. A pull request is read in the same way. A long text goes on with `next_cursor`.',
  effect: 'reads',
  input: z.object({
    repository: repositoryArgument,
    number: numberArgument,
    comments: z.boolean().optional().describe('Also reads the comments.'),
    ...pageArguments(25),
  }),
  output: z.object({
    number: z.number(),
    title: z.string(),
    state: z.string().describe('"open" or "closed".'),
    body: z.string().describe('The text, or its next part after a cursor.'),
    author: z.string(),
    labels: z.array(z.string()),
    comments: z.array(commentSchema).optional(),
    ...nextCursor,
  }),
  examples: [{ repository: 'acme/website', number: 1, comments: true }],
  async run({ repository, number, comments = false, ...page }, vendor) {
    const position = readPosition(page, 20)
    const path = repositoryPath(repository, 'issues', number)
    const { result: issue } = await callGitHub(vendor, {
      method: 'GET',
      path,
      schema: issueSchema,
      writes: false,
    })
    const pageNumber = pageNumberOf(position)
    const listed = comments ? await listComments(vendor, path, position) : undefined
    const parts = [...(pageNumber === 1 ? bodyParts(issue) : []), ...(listed?.parts ?? [])]
    const nextPage = listed?.hasNextPage ? String(pageNumber + 1) : undefined
    const { items, ...next } = pageOf(parts, position, nextPage)
    const shown = joinParts(items)
    return {
      number: issue.number,
      title: cutText(readableText(issue.title), 300),
      state: issue.state,
      body: shown.body,
      author: authorName(issue.user),
      labels: shortLabelNames(issue),
      ...(comments && { comments: shown.comments }),
      ...next,
    }
  },
})
