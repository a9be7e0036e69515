'use client'

import { parseMoment } from '@/components/ui/date-words'
import { TimeOrDay } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { conditionOf } from './words/status-words'

/**
 * Returns since when a working integration could not be checked, in milliseconds since 1970. Returns `undefined` when
 * its last check got an answer, and when the integration does not work.
 */
export function uncheckedSince(integration: ListedIntegration): number | undefined {
  if (conditionOf(integration) !== 'connected') return undefined
  return parseMoment(integration.unchecked_since)
}

/** Shows "Could not check since 14:02; last known: connected". `since` is in milliseconds since 1970. */
export function Unchecked({ since }: { since: number }) {
  return (
    <>
      <span>Could not check since </span>
      <TimeOrDay at={since} />
      <span>; last known: connected</span>
    </>
  )
}
