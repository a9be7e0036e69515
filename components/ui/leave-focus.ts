/** The ref of a control that goes away with what it did: the focus then goes to the main part of the page. */
export function leaveFocus(control: HTMLElement | null): (() => void) | undefined {
  if (!control) return undefined
  return () => {
    if (document.activeElement === control) document.getElementById('main')?.focus()
  }
}
