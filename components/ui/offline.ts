import { useEffect } from 'react'
import { showToast } from './toasts'

/**
 * Returns whether the browser knows that it is offline, and then says so. A form that is sent while offline
 * loses the page to the error page of the browser.
 */
export function warnIfOffline(): boolean {
  if (navigator.onLine !== false) return false
  showToast({
    tone: 'info',
    title: 'Your browser is offline',
    body: 'Nothing was changed. Try again when it is back online.',
  })
  return true
}

/** Keeps the page when a form would leave it while the browser is offline. */
export function useBlockOfflineForms(): void {
  useEffect(() => {
    function keepPage(event: SubmitEvent) {
      if (!event.defaultPrevented && warnIfOffline()) event.preventDefault()
    }
    document.addEventListener('submit', keepPage)
    return () => document.removeEventListener('submit', keepPage)
  }, [])
}
