/** The ref of a control that disappears after its use: moves the focus to the main part of the page then. */
export function leaveFocus(control: HTMLElement | null): (() => void) | undefined {
  if (!control) return undefined
  return () => {
    if (document.activeElement === control) document.getElementById('main')?.focus()
  }
}
