'use client'

import { useNow } from '@/components/ui/clock'
import { comingMomentOf } from '@/components/ui/date-words'
import { When } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { vendorOf } from '@/lib/contract/services/catalogue'
import { conditionOf } from './words/status-words'

/** When a working integration ends by itself; `undefined` for one that goes on. */
export function endOf(integration: ListedIntegration): number | undefined {
  if (conditionOf(integration) !== 'connected') return undefined
  return comingMomentOf(integration.expires_at)
}

/** "Ends today at 15:04". */
export function GrantEnd({ at }: { at: number }) {
  return (
    <>
      <span>{at > useNow() ? 'Ends' : 'Ended'}</span> <When at={at} />
    </>
  )
}

/** The same with the reason, and with what helps. */
export function GrantEndExplained({ at, service }: { at: number; service: string }) {
  return (
    <>
      <GrantEnd at={at} />
      <span>{`: ${vendorOf(service)?.name ?? 'the provider'} gave no refresh token, so Miteos cannot renew the access. Reconnect to get one.`}</span>
    </>
  )
}
