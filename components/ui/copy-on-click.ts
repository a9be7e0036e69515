import { useEffect } from 'react'
import { copyText } from './copy-text'

const shownForMs = 2000

async function copyBeside(button: HTMLElement) {
  const label = button.querySelector('[aria-live]')
  const code = button.parentElement?.querySelector('pre')?.textContent
  if (!label || !code || !(await copyText(code))) return
  label.textContent = 'Copied'
  setTimeout(() => {
    label.textContent = 'Copy'
  }, shownForMs)
}

/** Makes every button with `data-copies` copy the code beside it. For code in HTML that no component renders. */
export function useCopyOnClick() {
  useEffect(() => {
    const copy = ({ target }: MouseEvent) => {
      const button = target instanceof Element && target.closest('button[data-copies]')
      if (button instanceof HTMLElement) void copyBeside(button)
    }
    document.addEventListener('click', copy)
    return () => document.removeEventListener('click', copy)
  }, [])
}
