/** Returns the id of the element that stands for an integration on a page: its card, or its own heading. */
export function placeId(integrationId: string): string {
  return `integration-${integrationId}`
}

/** Scrolls to an integration and focuses it, after what the reader waited for has happened to it. */
export function focusPlace(integrationId: string): void {
  requestAnimationFrame(() => {
    const place = document.getElementById(placeId(integrationId))
    place?.scrollIntoView?.({ block: 'nearest' })
    place?.focus({ preventScroll: true })
  })
}
