/** A query that never matches: next-themes asks `matchMedia` without looking whether it is there. */
function never(media: string): MediaQueryList {
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

/** Lets the pages go on in a browser without `matchMedia`. */
export function standInForMatchMedia(): void {
  if (typeof window !== 'undefined' && !window.matchMedia) window.matchMedia = never
}
