import { type Position, pageOf } from '../pages'
import type { VendorSession } from '../vendor-session'
import { callGitHub } from './github-api'
import { repositoryPath } from './github-arguments'
import {
  changedFile,
  contentsSchema,
  type GitHubFile,
  presentEntry,
  textOf,
} from './github-contents'
import { textPieces } from './text-pieces'

interface ContentsLocation {
  repository: string
  /** Absent for the root folder. */
  path?: string | undefined
  ref?: string | undefined
}

/** Returns what is at a path of a repository: the entries of a folder, or the text of a file. */
export async function readContents(
  vendor: VendorSession,
  { repository, path, ref }: ContentsLocation,
  position: Position,
) {
  const { result } = await callGitHub(vendor, {
    method: 'GET',
    path: repositoryPath(repository, 'contents', ...(path?.split('/') ?? [])),
    query: { ref },
    schema: contentsSchema,
    writes: false,
  })
  if ('content' in result) return presentFile(result, position)
  const entries = (Array.isArray(result) ? result : [result]).map(presentEntry)
  const { items, ...next } = pageOf(entries, position, undefined)
  return { kind: 'folder' as const, entries: items, ...next }
}

/** Returns a part of a file. The cursor names the version of the file, so that nobody reads parts of two versions as one text. */
function presentFile(file: GitHubFile, position: Position) {
  if (position.page !== undefined && position.page !== file.sha) throw changedFile()
  const text = textOf(file)
  if (text === undefined) {
    return { kind: 'file' as const, note: `It is binary and has ${file.size} bytes.` }
  }
  const version = { ...position, page: file.sha }
  const { items, ...next } = pageOf(textPieces(text), version, undefined)
  return { kind: 'file' as const, content: items.join(''), ...next }
}
