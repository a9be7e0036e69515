import type { PeopleOfAccounts } from '../access/people/people-of-accounts'
import type { Api } from './api'
import { addChangePerson } from './change-person'
import { addCreateInvitation } from './create-invitation'
import { addCreatePersonLink } from './create-person-link'
import { addListInvitations } from './list-invitations'
import { addListPeople } from './list-people'
import { addRemovePerson } from './remove-person'
import { addWithdrawInvitation } from './withdraw-invitation'

/** Adds the calls about the people of an account. */
export function addPeople(
  api: Api,
  { people, personLinks, invitations }: PeopleOfAccounts,
  appUrl: string,
): void {
  addListPeople(api, people, appUrl)
  addChangePerson(api, people)
  addRemovePerson(api, people)
  addCreatePersonLink(api, personLinks)
  addListInvitations(api, invitations, appUrl)
  addCreateInvitation(api, invitations)
  addWithdrawInvitation(api, invitations)
}
