import { z } from 'zod'
import { cursorArgument, nextCursor, readPosition } from '../pages'
import { defineTool } from '../tool'
import { invalidArgument } from '../tool-failure'
import { pathArgument, repositoryArgument } from './github-arguments'
import { listedSchema } from './github-contents'
import { listRepositories } from './list-repositories'
import { readContents } from './read-contents'

export const readRepository = defineTool({
  service: 'github',
  name: 'read_repository',
  description:
    'Reads a folder or a file of a repository of GitHub. Without a repository, lists the repositories of the account, without a path, the first folder. A long file goes on with `next_cursor`. Characters that nobody can see are left out, and lines end with a line feed. GitHub lists at most 1000 entries of a folder and no file above 1 MB.',
  effect: 'reads',
  input: z.object({
    repository: repositoryArgument.optional(),
    path: pathArgument('A folder or a file, such as "src/index.ts".').optional(),
    ref: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe('A branch, a tag or a commit. The default branch when absent.'),
    cursor: cursorArgument,
  }),
  output: z.object({
    kind: z.enum(['repositories', 'folder', 'file']),
    entries: z.array(listedSchema).optional(),
    content: z.string().optional().describe('The text of a file, or its next part.'),
    note: z.string().optional().describe('Why a file has no content.'),
    ...nextCursor,
  }),
  examples: [
    {},
    { repository: 'acme/website' },
    { repository: 'acme/website', path: 'src/prices.ts' },
    { repository: 'acme/website', path: 'README.md', ref: 'opening-hours' },
  ],
  async run({ repository, path, ref, cursor }, vendor) {
    const position = readPosition({ cursor }, 50)
    if (repository !== undefined) {
      return readContents(vendor, { repository, path, ref }, position)
    }
    if (path !== undefined) throw invalidArgument('repository', 'it is needed beside a path')
    return listRepositories(vendor, position)
  },
})
