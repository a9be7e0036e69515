import { visibleText } from './visible-text'

export interface UriDifference {
  /** The position of the first character that differs, in UTF-16 units. */
  at: number
  /** The differences in words. `http, not https` means that the first URI has http and the second one has https. */
  words: string[]
}

interface Parts {
  scheme: string
  host: string
  /** Empty when there is only the colon. */
  port: string | undefined
  path: string
  query: string | undefined
  fragment: string | undefined
}

const pattern = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s

/** Splits a URI into its parts as they are written. Returns null for a text that has no scheme and host. */
function partsOf(uri: string): Parts | null {
  const [, scheme, authority, path, query, fragment] = pattern.exec(uri) ?? []
  if (scheme === undefined || authority === undefined || path === undefined) return null
  const [, host = authority, port] = /^(.*?)(?::(\d*))?$/s.exec(authority) ?? []
  return { scheme, host, port, path, query, fragment }
}

const quoted = (text: string) => `“${visibleText(text)}”`

function firstDifference(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

function pathWords(path: string, other: string): string {
  if (path === `${other}/`) return 'ends in /'
  if (other === `${path}/`) return 'does not end in /'
  if (path.toLowerCase() === other.toLowerCase()) {
    return `${quoted(path)}, not ${quoted(other)}: upper and lower case are different`
  }
  return `the path ${quoted(path)}, not ${quoted(other)}`
}

function portWords(port: string | undefined, other: string | undefined): string {
  if (port === undefined) {
    return other === '' ? 'without a colon that has no port' : `without the port ${other}`
  }
  if (other === undefined)
    return port === '' ? 'has a colon without a port' : `has the port ${port}`
  return `${port === '' ? 'no port after the colon' : `port ${port}`}, not ${other || 'a colon alone'}`
}

function queryOrFragmentWords(name: string, mark: string, part?: string, other?: string): string[] {
  if (part === other) return []
  if (part === undefined) return [`without ${quoted(mark + other)}`]
  if (other === undefined) return [`has ${quoted(mark + part)}, which the other has not`]
  return [`the ${name} ${quoted(mark + part)}, not ${quoted(mark + other)}`]
}

function partWords(uri: Parts, other: Parts): string[] {
  const words: string[] = []
  if (uri.scheme !== other.scheme) words.push(`${uri.scheme}, not ${other.scheme}`)
  if (uri.host !== other.host) {
    words.push(`${visibleText(uri.host) || 'no host'}, not ${visibleText(other.host)}`)
  }
  if (uri.port !== other.port) words.push(portWords(uri.port, other.port))
  if (uri.path !== other.path) words.push(pathWords(uri.path, other.path))
  words.push(...queryOrFragmentWords('query', '?', uri.query, other.query))
  words.push(...queryOrFragmentWords('fragment', '#', uri.fragment, other.fragment))
  return words
}

/** Returns how the first URI differs from the second one, or null when they are equal, byte by byte. */
export function uriDifference(uri: string, other: string): UriDifference | null {
  if (uri === other) return null
  const at = firstDifference(uri, other)
  if (uri.trim() === other) return { at, words: ['has a space around it'] }
  const [parts, otherParts] = [partsOf(uri), partsOf(other)]
  const words = parts && otherParts ? partWords(parts, otherParts) : []
  return { at, words: words.length > 0 ? words : ['is not a complete address'] }
}

/**
 * Returns the URI of `others` that is most similar to `uri`, or null when there are none: the one
 * that shares the longest beginning and ending with it. Spaces around `uri` do not count, because
 * people copy them too.
 */
export function mostSimilarUri(uri: string, others: readonly string[]): string | null {
  const reversed = (text: string) => [...text].reverse().join('')
  const bare = uri.trim()
  const shared = (other: string) =>
    firstDifference(bare, other) + firstDifference(reversed(bare), reversed(other))
  const [best = null] = [...others].sort((one, other) => shared(other) - shared(one))
  return best
}
