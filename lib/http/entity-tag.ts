import { createHash } from 'node:crypto'

/**
 * Returns the entity tag of a text. The tag is weak, because the same text is sent in more than one coding
 * (https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3).
 */
export function entityTag(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/** A text to answer with, and its entity tag. */
export interface TaggedText {
  text: string
  tag: string
}

/** Returns a text with its entity tag. */
export function withTag(text: string): TaggedText {
  return { text, tag: entityTag(text) }
}

const withoutWeakMark = (tag: string) => tag.replace(/^W\//, '')

/**
 * Returns whether the client already has the version with this tag, according to the `If-None-Match` header of
 * the request (https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2).
 */
export function clientHasTag(ifNoneMatch: string | null | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false
  if (ifNoneMatch.trim() === '*') return true
  const clientTags = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []
  return clientTags.some((clientTag) => withoutWeakMark(clientTag) === withoutWeakMark(tag))
}
