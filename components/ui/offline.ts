import { useEffect } from 'react'
import { showToast } from './toasts'

/**
 * Returns whether the browser reports that it is offline. If so, a toast tells the person. A form that is sent while
 * offline would replace the page with the browser's error page.
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

/** Stops every form that is sent while the browser is offline, so that the page stays. */
export function useBlockOfflineForms(): void {
  useEffect(() => {
    function stopForm(event: SubmitEvent) {
      if (!event.defaultPrevented && warnIfOffline()) event.preventDefault()
    }
    document.addEventListener('submit', stopForm)
    return () => document.removeEventListener('submit', stopForm)
  }, [])
}
