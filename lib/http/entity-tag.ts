import { createHash } from 'node:crypto'

/**
 * The tag of a text. It is weak, because the same text is sent in more than one coding
 * (https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3).
 */
export function entityTag(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

const opaque = (tag: string) => tag.replace(/^W\//, '')

/**
 * Whether whoever asks has it already, by the `If-None-Match` of the request
 * (https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2).
 */
export function clientHasTag(ifNoneMatch: string | null | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false
  if (ifNoneMatch.trim() === '*') return true
  const known = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []
  return known.some((one) => opaque(one) === opaque(tag))
}
