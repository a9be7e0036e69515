'use client'

import { useNow } from '@/components/ui/clock'
import { comingMomentOf } from '@/components/ui/date-words'
import { When } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { conditionOf } from './words/status-words'
import { vendorName } from './words/vendor-name'

/**
 * Returns when a working integration will end by itself, in milliseconds since 1970. Returns `undefined` for
 * one that Miteos can renew.
 */
export function endOf(integration: ListedIntegration): number | undefined {
  if (conditionOf(integration) !== 'connected') return undefined
  return comingMomentOf(integration.expires_at)
}

/** Returns whether a reconnect would repair, restore or prolong the integration. */
export function reconnectHelps(integration: ListedIntegration): boolean {
  const condition = conditionOf(integration)
  if (condition === 'broken' || condition === 'disconnected') return true
  return endOf(integration) !== undefined
}

/** Shows "Ends today at 15:04". */
export function GrantEnd({ at }: { at: number }) {
  return (
    <>
      <span>{at > useNow() ? 'Ends' : 'Ended'}</span> <When at={at} />
    </>
  )
}

/** Shows when the integration ends, why, and what the reader can do about it. */
export function GrantEndExplained({ at, service }: { at: number; service: string }) {
  return (
    <>
      <GrantEnd at={at} />
      <span>{`: ${vendorName(service)} gave no refresh token, so Miteos cannot renew the access. Reconnect to get one.`}</span>
    </>
  )
}
