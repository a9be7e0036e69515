/** Returns the id of the element that shows an integration on a page: its card, or the heading of its own page. */
export function placeId(integrationId: string): string {
  return `integration-${integrationId}`
}

/** Scrolls to the element of an integration and moves the focus there. */
export function focusPlace(integrationId: string): void {
  requestAnimationFrame(() => {
    const place = document.getElementById(placeId(integrationId))
    place?.scrollIntoView?.({ block: 'nearest' })
    place?.focus({ preventScroll: true })
  })
}
