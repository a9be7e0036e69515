/**
 * A ref for a control that disappears when it is used. If the control has the focus at that moment, the focus
 * moves to the main part of the page.
 */
export function handOverFocus(control: HTMLElement | null): (() => void) | undefined {
  if (!control) return undefined
  return () => {
    if (document.activeElement === control) document.getElementById('main')?.focus()
  }
}
