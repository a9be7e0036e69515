import type { PlatformContext } from '../../core/context'
import type { Mails } from '../../mail/mails'
import { type Ceremonies, createCeremonies } from './ceremonies'
import { createChallenges } from './challenges'
import { createInvitations, type Invitations } from './invitations'
import { createJoining, type Joining } from './joining'
import { createPasskeys, type Passkeys } from './passkeys'
import { createPeople, type People } from './people'
import { createPersonLinks, type PersonLinks } from './person-links'
import { createPersonSessions, type PersonSessions } from './person-sessions'
import { createRefusedEntries } from './refused-entries'
import { createSingleSignOn, type SingleSignOn } from './single-sign-on'

/** The people of all accounts: how they come in, how they sign in, and who manages them. */
export interface PeopleOfAccounts {
  people: People
  invitations: Invitations
  personLinks: PersonLinks
  ceremonies: Ceremonies
  passkeys: Passkeys
  joining: Joining
  singleSignOn: SingleSignOn
  sessions: PersonSessions
  /** Deletes challenges, invitations and tokens of sessions that ended long ago. */
  sweep: () => Promise<void>
}

export function createPeopleOfAccounts(
  context: Pick<PlatformContext, 'storage' | 'keyring' | 'settings' | 'log' | 'now'> & {
    mails: Mails
  },
): PeopleOfAccounts {
  const challenges = createChallenges(context)
  const ceremonies = createCeremonies(context, challenges)
  const invitations = createInvitations(context)
  const refused = createRefusedEntries(context)
  const sessions = createPersonSessions(context, refused)
  return {
    people: createPeople(context),
    invitations,
    personLinks: createPersonLinks(context),
    ceremonies,
    passkeys: createPasskeys(context, ceremonies),
    joining: createJoining(context, ceremonies, refused),
    singleSignOn: createSingleSignOn(context),
    sessions,
    async sweep() {
      await challenges.sweep()
      await invitations.sweep()
      await sessions.sweep()
    },
  }
}
