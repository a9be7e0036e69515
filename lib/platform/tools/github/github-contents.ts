import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import { readableText } from '../untrusted-text'
import { tooLargeFile } from './github-errors'

const name = z.string().max(4096)

const entrySchema = z.object({
  type: z.enum(['file', 'dir', 'symlink', 'submodule']),
  name,
  path: name,
  size: z.number().catch(0),
  target: name.optional().catch(undefined),
  git_url: name.nullish().catch(undefined),
})

const fileSchema = entrySchema.extend({
  type: z.literal('file'),
  sha: z.string().max(64),
  encoding: z.string().max(32),
  content: z.string(),
})

/** What GitHub answers for a path: the list of a folder, a file with its content, or a symlink or submodule. */
export const contentsSchema = z.array(entrySchema).max(1000).or(fileSchema).or(entrySchema)
export type GitHubFile = z.infer<typeof fileSchema>
type GitHubEntry = z.infer<typeof entrySchema>

/** An entry of a list: a repository, or an entry of a folder. */
export const listedSchema = z.object({
  name: z.string(),
  type: z
    .enum(['repository', 'file', 'folder', 'symlink', 'submodule'])
    .describe('A submodule is another repository. A symlink leads to its `target`.'),
  path: z.string().optional(),
  size: z.number().optional().describe('In bytes.'),
  target: z.string().optional(),
  description: z.string().optional(),
  is_private: z.boolean().optional(),
})

/** Returns an entry of a folder in the form in which the tools answer it. */
export function presentEntry(entry: GitHubEntry): z.infer<typeof listedSchema> {
  const type = typeOf(entry)
  return {
    name: readableText(entry.name),
    type,
    path: readableText(entry.path),
    ...(type === 'file' && { size: entry.size }),
    ...(entry.target !== undefined && { target: readableText(entry.target) }),
  }
}

/** Returns the type of an entry. In the list of a folder, GitHub calls a submodule a file; only its URL shows the type. */
function typeOf({ type, git_url }: GitHubEntry) {
  if (type === 'dir') return 'folder'
  return type === 'file' && git_url?.includes('/git/trees/') ? 'submodule' : type
}

/**
 * Returns the text of a file, or `undefined` for a binary file.
 *
 * @throws {ToolFailure} when GitHub did not answer with the content, because the file is too large
 */
export function textOf({ encoding, content, size }: GitHubFile): string | undefined {
  if (encoding !== 'base64' || (content === '' && size > 0)) throw tooLargeFile()
  const bytes = Buffer.from(content, 'base64')
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Returns the failure of a call that continues a file that has changed since the answer before. */
export function changedFile(): ToolFailure {
  return new ToolFailure(
    'vendor_refused',
    'The file has changed since the answer before. Read it again from the beginning, without a cursor.',
  )
}
