import type { IntegrationEvent } from '@/lib/contract/api/event'
import type { Environment } from '@/lib/contract/api/role'
import { vendorOf } from '@/lib/contract/services/catalogue'
import { vendorName } from '../words/vendor-name'

/** The state of the revocation at the provider after a disconnect, as far as it is known. */
export type RevocationState =
  | 'revoked'
  | 'pending'
  | 'given up'
  | 'kept for another integration'
  | 'only by its owner'
  | 'unknown'

/** The state of the revocation, and three sentences for the person. */
export interface DisconnectFacts {
  revocation: RevocationState
  removedHere: string
  atProvider: string
  leftToDo: { text: string; link?: { href: string; text: string } }
}

/**
 * Returns whether Miteos stopped trying to revoke. Older histories record that as a revocation that was skipped with
 * the reason `not_configured`.
 */
function isGivenUp({ type, reason }: IntegrationEvent): boolean {
  return (
    type === 'revocation_given_up' || (type === 'revocation_skipped' && reason === 'not_configured')
  )
}

/** @param events newest first */
function findRevocationState(
  service: string,
  events: readonly IntegrationEvent[] | undefined,
): RevocationState {
  const lastDisconnect = events?.find((event) => event.type === 'disconnected')
  if (!events || !lastDisconnect) return 'unknown'
  const eventsSince = events.filter(
    (event) => Date.parse(event.at) >= Date.parse(lastDisconnect.at),
  )
  if (eventsSince.some((event) => event.type === 'revoked_at_provider')) return 'revoked'
  if (eventsSince.some((event) => event.reason === 'shared_grant'))
    return 'kept for another integration'
  // Miteos had no credential left, so it could not ask the provider to revoke the grant.
  if (eventsSince.some((event) => event.reason === 'nothing_held')) return 'unknown'
  if (eventsSince.some(isGivenUp)) return 'given up'
  return vendorOf(service)?.hasNoRevocation ? 'only by its owner' : 'pending'
}

const atProviderSentences: Record<RevocationState, (vendor: string) => string> = {
  revoked: (vendor) => `Revoked at ${vendor}.`,
  pending: (vendor) => `Not yet revoked at ${vendor}: Miteos keeps trying.`,
  'given up': (vendor) => `Not revoked at ${vendor}: Miteos has stopped trying.`,
  'kept for another integration': (vendor) =>
    `Not revoked at ${vendor}: another integration uses the same access.`,
  'only by its owner': (vendor) => `Only you can revoke the access at ${vendor}.`,
  unknown: (vendor) => `Miteos does not know whether ${vendor} has revoked the access.`,
}

/** Returns what a disconnect removed here, whether the provider has revoked the grant, and what the person can still do. */
export function disconnectFacts(
  service: string,
  environment: Environment,
  events: readonly IntegrationEvent[] | undefined,
): DisconnectFacts {
  const vendor = vendorOf(service)
  const name = vendorName(service)
  const revocation = findRevocationState(service, events)
  const isNothingLeft = revocation === 'revoked' || environment === 'test'
  return {
    revocation,
    removedHere: 'Removed here: agents cannot use it any more.',
    atProvider: atProviderSentences[revocation](name),
    leftToDo: isNothingLeft
      ? { text: 'Nothing is left to do by hand.' }
      : {
          text: `You can remove the access at ${name} yourself.`,
          ...(vendor ? { link: { href: vendor.accessPage, text: `Open ${name}` } } : {}),
        },
  }
}
