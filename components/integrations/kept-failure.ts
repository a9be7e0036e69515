'use client'

import { useState } from 'react'
import type { Failure } from '@/lib/contract/view/failure'

/** Returns the failure to show. The last failure stays on the page while the read is tried again. */
export function useKeptFailure({
  error,
  isPending,
}: {
  error: Failure | null
  isPending: boolean
}): Failure | null {
  const [kept, setKept] = useState(error)
  const current = error ?? (isPending ? kept : null)
  if (current !== kept) setKept(current)
  return current
}
