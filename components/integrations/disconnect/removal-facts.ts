import type { IntegrationEvent } from '@/lib/contract/api/event'
import type { Environment } from '@/lib/contract/api/role'
import { vendorOf } from '@/lib/contract/services/catalogue'
import { vendorName } from '../words/vendor-name'

/** The known state of the revocation at the provider after a disconnect. */
export type Revocation = 'revoked' | 'pending' | 'given up' | 'shared' | 'by hand' | 'unknown'

export interface RemovalFacts {
  revocation: Revocation
  removedHere: string
  atProvider: string
  byHand: { text: string; link?: { href: string; text: string } }
}

function isGivenUp({ type, reason }: IntegrationEvent): boolean {
  return (
    type === 'revocation_given_up' || (type === 'revocation_skipped' && reason === 'not_configured')
  )
}

function revocationOf(
  service: string,
  events: readonly IntegrationEvent[] | undefined,
): Revocation {
  const disconnected = events?.find((event) => event.type === 'disconnected')
  if (!events || !disconnected) return 'unknown'
  const since = events.filter((event) => Date.parse(event.at) >= Date.parse(disconnected.at))
  if (since.some((event) => event.type === 'revoked_at_provider')) return 'revoked'
  if (since.some((event) => event.reason === 'shared_grant')) return 'shared'
  if (since.some((event) => event.reason === 'nothing_held')) return 'unknown'
  if (since.some(isGivenUp)) return 'given up'
  return vendorOf(service)?.endsByHand ? 'by hand' : 'pending'
}

const atProvider: Record<Revocation, (vendor: string) => string> = {
  revoked: (vendor) => `Revoked at ${vendor}.`,
  pending: (vendor) => `Not yet revoked at ${vendor}: Miteos keeps trying.`,
  'given up': (vendor) => `Not revoked at ${vendor}: Miteos has stopped trying.`,
  shared: (vendor) => `Not revoked at ${vendor}: another integration uses the same access.`,
  'by hand': (vendor) => `${vendor} lets nobody but you revoke it.`,
  unknown: (vendor) => `Whether ${vendor} has revoked it cannot be seen from here.`,
}

/** Returns the three facts after a disconnect: removed here, revoked at the provider, left to do by hand. */
export function removalFacts(
  service: string,
  environment: Environment,
  events: readonly IntegrationEvent[] | undefined,
): RemovalFacts {
  const vendor = vendorOf(service)
  const name = vendorName(service)
  const revocation = revocationOf(service, events)
  const isDone = revocation === 'revoked' || environment === 'test'
  return {
    revocation,
    removedHere: 'Removed here: agents cannot use it any more.',
    atProvider: atProvider[revocation](name),
    byHand: isDone
      ? { text: 'Nothing is left to do by hand.' }
      : {
          text: `You can remove the access at ${name} yourself.`,
          ...(vendor ? { link: { href: vendor.accessPage, text: `Open ${name}` } } : {}),
        },
  }
}
