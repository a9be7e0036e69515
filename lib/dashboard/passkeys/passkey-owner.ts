import 'server-only'
import type { Dashboard } from '../dashboard'
import type { Miteos } from '../miteos/miteos-client'
import type { EmbeddedPasskeys, PasskeyOwner } from '../people/embedded-passkeys'
import type { Session } from '../sessions/sessions'

/** A signed-in person, with the operations on their passkeys. */
export interface OwnPasskeys {
  owner: PasskeyOwner
  passkeys: EmbeddedPasskeys
}

/**
 * Returns the person of the session with the operations on their passkeys, or null when the session
 * is not that of a person.
 *
 * @throws {MiteosError} when the API does not tell who they are
 */
export async function findOwnPasskeys(
  { embedded }: Dashboard,
  { who, accountId, environment }: Session,
  miteos: Pick<Miteos, 'account'>,
): Promise<OwnPasskeys | null> {
  if (!embedded || !who || accountId === null) return null
  const { actor } = await miteos.account()
  if (actor?.kind !== 'person') return null
  return {
    owner: { ...who, actor, account: { accountId, environment } },
    passkeys: embedded.people.passkeys,
  }
}
