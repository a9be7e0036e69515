'use client'

import { useNow } from '@/components/ui/clock'
import { parseMoment } from '@/components/ui/date-words'
import { DayAndTime } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { conditionOf } from './words/status-words'
import { vendorName } from './words/vendor-name'

/**
 * Returns when the grant of a working integration ends, in milliseconds since 1970. Returns `undefined` when
 * Miteos can renew the grant, and when the integration does not work.
 */
export function grantEndsAt(integration: ListedIntegration): number | undefined {
  if (conditionOf(integration) !== 'connected') return undefined
  return parseMoment(integration.expires_at)
}

/** Returns whether a reconnect would make the integration work again, or work longer. */
export function reconnectHelps(integration: ListedIntegration): boolean {
  const condition = conditionOf(integration)
  if (condition === 'broken' || condition === 'disconnected') return true
  return grantEndsAt(integration) !== undefined
}

/** Shows "Ends today at 15:04", or "Ended today at 15:04". `endsAt` is in milliseconds since 1970. */
export function GrantEnd({ endsAt }: { endsAt: number }) {
  return (
    <>
      <span>{endsAt > useNow() ? 'Ends' : 'Ended'}</span> <DayAndTime at={endsAt} />
    </>
  )
}

/** Shows when and why the grant ends, and what the person can do about that. */
export function GrantEndNote({ endsAt, service }: { endsAt: number; service: string }) {
  return (
    <>
      <GrantEnd endsAt={endsAt} />
      <span>{`: ${vendorName(service)} gave no refresh token, so Miteos cannot renew the access. Reconnect to get one.`}</span>
    </>
  )
}
