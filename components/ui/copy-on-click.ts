import { useEffect } from 'react'
import { copyText } from './copy-text'
import { showToast } from './toasts'

async function copyBeside(button: HTMLElement) {
  const code = button.parentElement?.querySelector('pre')?.textContent
  if (code && (await copyText(code))) showToast({ tone: 'success', title: 'Copied' })
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
