import type { VendorSession } from '../vendor-session'

/** Returns the HTML comment that marks an issue or a pull request of a call. GitHub does not show it to readers. */
function markerOf(key: string): string {
  return `<!-- miteos-key: ${encodeURIComponent(key)} -->`
}

/** Returns a text with the marker of this call at its end. Without a key, the text stays as it is. */
export function markText(text: string, { key }: VendorSession): string {
  if (key === undefined) return text
  return text === '' ? markerOf(key) : `${text}\n\n${markerOf(key)}`
}

/** Returns whether a text has the marker of this call. */
export function hasMarker(text: string | null | undefined, { key }: VendorSession): boolean {
  return key !== undefined && (text ?? '').trimEnd().endsWith(markerOf(key))
}

/** Returns a text without the marker of any call. */
export function withoutMarker(text: string): string {
  return text.replace(/\s*<!-- miteos-key: [^\s<>]* -->\s*$/, '')
}

/** Returns the line at the end of a commit message that marks the commit of a call. */
export function trailerOf(key: string): string {
  return `Miteos-Key: ${encodeURIComponent(key)}`
}
