/** Returns the id of the element that shows an integration on a page: its card, or the heading of its own page. */
export function integrationElementId(integrationId: string): string {
  return `integration-${integrationId}`
}

/** Scrolls to the element of an integration and moves the focus there. */
export function focusIntegration(integrationId: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(integrationElementId(integrationId))
    element?.scrollIntoView?.({ block: 'nearest' })
    element?.focus({ preventScroll: true })
  })
}
