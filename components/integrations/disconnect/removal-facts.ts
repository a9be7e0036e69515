import type { IntegrationEvent } from '@/lib/contract/api/event'
import type { Environment } from '@/lib/contract/api/role'
import { vendorOf } from '@/lib/contract/services/catalogue'
import { vendorName } from '../words/vendor-name'

/** The known state of the revocation at the provider after a disconnect. */
export type Revocation =
  | 'revoked'
  | 'pending'
  | 'given up'
  | 'kept for another integration'
  | 'only by hand'
  | 'unknown'

export interface RemovalFacts {
  revocation: Revocation
  removedHere: string
  atProvider: string
  leftToDo: { text: string; link?: { href: string; text: string } }
}

/** Older histories say `not_configured` where Miteos stopped trying. */
function isGivenUp({ type, reason }: IntegrationEvent): boolean {
  return (
    type === 'revocation_given_up' || (type === 'revocation_skipped' && reason === 'not_configured')
  )
}

/** @param events newest first */
function revocationOf(
  service: string,
  events: readonly IntegrationEvent[] | undefined,
): Revocation {
  const lastDisconnect = events?.find((event) => event.type === 'disconnected')
  if (!events || !lastDisconnect) return 'unknown'
  const since = events.filter((event) => Date.parse(event.at) >= Date.parse(lastDisconnect.at))
  if (since.some((event) => event.type === 'revoked_at_provider')) return 'revoked'
  if (since.some((event) => event.reason === 'shared_grant')) return 'kept for another integration'
  // There was no credential with which to revoke.
  if (since.some((event) => event.reason === 'nothing_held')) return 'unknown'
  if (since.some(isGivenUp)) return 'given up'
  return vendorOf(service)?.hasNoRevocation ? 'only by hand' : 'pending'
}

const atProvider: Record<Revocation, (vendor: string) => string> = {
  revoked: (vendor) => `Revoked at ${vendor}.`,
  pending: (vendor) => `Not yet revoked at ${vendor}: Miteos keeps trying.`,
  'given up': (vendor) => `Not revoked at ${vendor}: Miteos has stopped trying.`,
  'kept for another integration': (vendor) =>
    `Not revoked at ${vendor}: another integration uses the same access.`,
  'only by hand': (vendor) => `Only you can revoke the access at ${vendor}.`,
  unknown: (vendor) => `Miteos does not know whether ${vendor} has revoked the access.`,
}

/** Returns what a disconnect removed here, whether the provider has revoked the grant, and what is left to do. */
export function removalFacts(
  service: string,
  environment: Environment,
  events: readonly IntegrationEvent[] | undefined,
): RemovalFacts {
  const vendor = vendorOf(service)
  const name = vendorName(service)
  const revocation = revocationOf(service, events)
  const isNothingLeft = revocation === 'revoked' || environment === 'test'
  return {
    revocation,
    removedHere: 'Removed here: agents cannot use it any more.',
    atProvider: atProvider[revocation](name),
    leftToDo: isNothingLeft
      ? { text: 'Nothing is left to do by hand.' }
      : {
          text: `You can remove the access at ${name} yourself.`,
          ...(vendor ? { link: { href: vendor.accessPage, text: `Open ${name}` } } : {}),
        },
  }
}
