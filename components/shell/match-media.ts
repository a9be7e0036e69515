/** Makes a media query that never matches. */
function makeNeverMatchingQuery(media: string): MediaQueryList {
  const query = new EventTarget() as MediaQueryList
  const doNothing = () => undefined
  return Object.assign(query, {
    matches: false,
    media,
    onchange: null,
    addListener: doNothing,
    removeListener: doNothing,
  })
}

/** Adds `matchMedia` to browsers without it, because next-themes calls it without a check. */
export function polyfillMatchMedia(): void {
  if (typeof window !== 'undefined' && !window.matchMedia)
    window.matchMedia = makeNeverMatchingQuery
}
