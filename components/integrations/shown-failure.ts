'use client'

import { useState } from 'react'
import type { Failure } from '@/lib/contract/view/failure'

/**
 * Returns the failure of a query to show. While a query without data is tried again it has no failure, so the
 * previous failure is returned.
 */
export function useShownFailure({
  error,
  isPending,
}: {
  error: Failure | null
  isPending: boolean
}): Failure | null {
  const [lastShown, setLastShown] = useState(error)
  const current = error ?? (isPending ? lastShown : null)
  // React allows a component to set its own state while it renders, and renders the component again at once.
  if (current !== lastShown) setLastShown(current)
  return current
}
