/** Returns a media query that never matches. */
function neverMatches(media: string): MediaQueryList {
  const query = new EventTarget() as MediaQueryList
  const nothing = () => undefined
  return Object.assign(query, {
    matches: false,
    media,
    onchange: null,
    addListener: nothing,
    removeListener: nothing,
  })
}

/** Adds `matchMedia` to browsers without it, because next-themes calls it without a check. */
export function polyfillMatchMedia(): void {
  if (typeof window !== 'undefined' && !window.matchMedia) window.matchMedia = neverMatches
}
