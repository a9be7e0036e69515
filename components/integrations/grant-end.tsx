'use client'

import { useNow } from '@/components/ui/clock'
import { anyMomentOf } from '@/components/ui/date-words'
import { When } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { conditionOf } from './words/status-words'
import { vendorName } from './words/vendor-name'

/**
 * Returns when the grant of a working integration ends, in milliseconds since 1970. Returns `undefined` when
 * Miteos can renew the grant, and when the integration does not work.
 */
export function grantEndsAt(integration: ListedIntegration): number | undefined {
  if (conditionOf(integration) !== 'connected') return undefined
  return anyMomentOf(integration.expires_at)
}

/** Returns whether a reconnect would repair, restore or prolong the integration. */
export function reconnectHelps(integration: ListedIntegration): boolean {
  const condition = conditionOf(integration)
  if (condition === 'broken' || condition === 'disconnected') return true
  return grantEndsAt(integration) !== undefined
}

/** Shows "Ends today at 15:04", or "Ended" when that time has passed. */
export function GrantEnd({ endsAt }: { endsAt: number }) {
  return (
    <>
      <span>{endsAt > useNow() ? 'Ends' : 'Ended'}</span> <When at={endsAt} />
    </>
  )
}

/** Shows when the grant ends, why, and what the reader can do about it. */
export function GrantEndNote({ endsAt, service }: { endsAt: number; service: string }) {
  return (
    <>
      <GrantEnd endsAt={endsAt} />
      <span>{`: ${vendorName(service)} gave no refresh token, so Miteos cannot renew the access. Reconnect to get one.`}</span>
    </>
  )
}
