import 'server-only'
import type { OwnPasskeys } from '../passkeys/passkey-owner'
import type { EmbeddedPeople } from '../people/embedded-people'
import type { StaffMember } from '../people/embedded-staff'

/** Returns a member of the support staff with the operations on their passkeys. They are in no account, so no activity records these. */
export function staffPasskeys(
  { people }: { people: Pick<EmbeddedPeople, 'passkeys'> },
  { personId, name }: StaffMember,
): OwnPasskeys {
  const actor = { kind: 'staff', id: personId, name } as const
  // In accounts that have ended earlier passkeys of this person, a passkey that was added here does not work.
  const owner = { personId, onlyAccountId: null, wayMadeAt: 0, actor, account: null }
  return { owner, passkeys: people.passkeys }
}
