/**
 * A ref for a control that disappears when a person uses it. If the control has the focus when it disappears, the
 * focus moves to the main part of the page.
 */
export function moveFocusWhenRemoved(control: HTMLElement | null): (() => void) | undefined {
  if (!control) return undefined
  return () => {
    if (document.activeElement === control) document.getElementById('main')?.focus()
  }
}
