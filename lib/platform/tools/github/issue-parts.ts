import { z } from 'zod'
import type { Position } from '../pages'
import type { VendorSession } from '../vendor-session'
import { withoutMarker } from './call-trace'
import { callGitHub, pageNumberOf } from './github-api'
import { authorName, type Issue, userSchema } from './github-issue'
import { textPieces } from './text-pieces'

/** A comment, as GitHub answers it. */
const githubCommentSchema = z.object({
  id: z.int(),
  user: userSchema,
  created_at: z.string().max(64),
  body: z.string().nullish(),
})

/** A comment, as the tools answer it. */
export const commentSchema = z.object({
  id: z.string().describe('Several pieces of one long comment have the same id.'),
  author: z.string(),
  at: z.string(),
  text: z.string(),
})

/** A piece of the text of an issue, or a piece of a comment. */
type Part = { body: string } | { comment: z.infer<typeof commentSchema> }

/** Returns the pieces of the text of an issue. */
export function bodyParts({ body }: Issue): Part[] {
  return textPieces(withoutMarker(body ?? '')).map((piece) => ({ body: piece }))
}

/** Returns a page of the comments of an issue, divided into pieces. */
export async function listComments(vendor: VendorSession, issuePath: string, position: Position) {
  const { result, hasNextPage } = await callGitHub(vendor, {
    method: 'GET',
    path: `${issuePath}/comments`,
    query: { per_page: position.limit, page: pageNumberOf(position) },
    schema: z.array(githubCommentSchema).max(position.limit),
    writes: false,
  })
  return { parts: result.flatMap(commentParts), hasNextPage }
}

function commentParts(comment: z.infer<typeof githubCommentSchema>): Part[] {
  const { id, user, created_at } = comment
  const pieces = textPieces(comment.body ?? '')
  return (pieces.length > 0 ? pieces : ['']).map((text) => ({
    comment: { id: String(id), author: authorName(user), at: created_at, text },
  }))
}

/** Joins the pieces of the text, and returns it with the comments. */
export function joinParts(parts: readonly Part[]) {
  return {
    body: parts.map((part) => ('body' in part ? part.body : '')).join(''),
    comments: parts.flatMap((part) => ('comment' in part ? [part.comment] : [])),
  }
}
