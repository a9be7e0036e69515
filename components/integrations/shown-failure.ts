'use client'

import { useState } from 'react'
import type { Failure } from '@/lib/contract/view/failure'

/** Returns the failure to show: that of the read, and still the previous one while the read is tried again. */
export function useShownFailure({
  error,
  isPending,
}: {
  error: Failure | null
  isPending: boolean
}): Failure | null {
  const [kept, setKept] = useState(error)
  const current = error ?? (isPending ? kept : null)
  // React allows this during render: it renders again at once.
  if (current !== kept) setKept(current)
  return current
}
