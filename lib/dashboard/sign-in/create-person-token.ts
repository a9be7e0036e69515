import 'server-only'
import type { Environment } from '@/lib/contract/api/role'
import type { Dashboard } from '../dashboard'
import type { IdentifiedPerson, SignInWay } from '../people/embedded-people'
import { personKeyOf } from '../sessions/public-person-id'
import type { PresentedToken, SignInFailure } from './sign-in'

/**
 * Creates the token with which a person acts in an account and environment, or in those that they
 * last used. Returns null when the person does not belong to the account, or to none at all.
 */
export async function createPersonToken(
  { embedded, settings }: Dashboard,
  who: IdentifiedPerson,
  account?: { accountId: string; environment: Environment },
  way?: SignInWay,
): Promise<PresentedToken | null> {
  const opened = await embedded?.people.sessions.open(who, settings.sessionMaxMs, account, way)
  if (!opened) return null
  return { ...opened, who, personKey: personKeyOf(who.personId, opened) }
}

/** Returns why a person who has proved who they are is let into no account, which the activity of these accounts records. */
export async function whyNoAccount(
  { embedded }: Dashboard,
  who: IdentifiedPerson,
): Promise<Extract<SignInFailure, 'no_account' | 'passkey_ended'>> {
  return (await embedded?.people.sessions.refuse(who)) ?? 'no_account'
}
