import { maxInvitations } from '@/lib/contract/api/limits'
import type { Person } from '@/lib/contract/api/person'
import type { PeopleError, PeopleForm } from '@/lib/contract/view/people'

const sentences: Record<PeopleError, string> = {
  invalid: 'Enter a complete e-mail address, such as ada@example.com, or none.',
  conflict: 'This cannot be done as things stand.',
  forbidden: 'Only an admin of the account may do this.',
  environment:
    'This concerns the live environment too, and you may manage people for test only. Sign in as an admin who may work in live.',
  rate_limited: 'Too many requests at once. Try again in a minute.',
  unreachable: 'Miteos cannot be reached at the moment. Try again in a minute.',
  gone: 'This person does not belong to the account any more.',
}

const lastAdmin = 'This is the last admin of the account. Make somebody else an admin first.'

/** The sentences that one form has instead of the ones above. */
const sentencesOfForms: Record<PeopleForm, Partial<Record<PeopleError, string>>> = {
  invite: {
    conflict: `There are ${maxInvitations} open invitations, and more are not possible. Withdraw one that is no longer needed.`,
  },
  role: { conflict: lastAdmin },
  remove: { conflict: lastAdmin },
  link: {},
  withdraw: {
    gone: 'The invitation was not open any more: it was used or withdrawn, or it had expired.',
  },
}

/** Returns the sentence for a form that changed nothing. */
export function notDoneSentence({ form, error }: { form: PeopleForm; error: PeopleError }): string {
  return sentencesOfForms[form][error] ?? sentences[error]
}

const signInNames = { passkey: 'Passkey', sso: 'Single sign-on' } as const

/** Returns how a person can sign in. Null for somebody who needs a new link each time. */
export function signInWords({ sign_in: ways }: Person): string | null {
  return ways.length === 0 ? null : ways.map((way) => signInNames[way]).join(', ')
}

/**
 * Returns what the names of buttons call a person: the name, and what tells people of the same name
 * apart.
 */
export function distinctNameOf(person: Person, people: readonly Person[]): string {
  const namesakes = people.filter((other) => other.name === person.name)
  if (namesakes.length === 1) return person.name
  const { email } = person
  const isTold = email !== undefined && namesakes.filter((one) => one.email === email).length === 1
  return isTold ? `${person.name}, ${email}` : `${person.name}, ${person.id}`
}
