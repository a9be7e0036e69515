import type { PlatformContext } from '../../core/context'
import type { PlatformSettings } from '../../core/settings'
import type { Ceremonies } from '../people/ceremonies'
import { type AccountSearch, createAccountSearch } from './account-search'
import { createStaffJoining, type StaffJoining } from './staff-joining'
import { findStaffMember, isStaffAddedByOperator, type StaffMember } from './staff-members'
import { createStaffSignOn, type StaffSignOn } from './staff-sign-on'
import { createSupportVisits, type SupportVisits } from './visits'

/** The operator's support staff: how they come in, find the account of a customer, and visit it. */
export interface Staff {
  joining: StaffJoining
  search: AccountSearch
  visits: SupportVisits
  signOn: StaffSignOn
  /** Returns the staff member with a person's id, or null when the person is not support staff. */
  find: (personId: string) => Promise<StaffMember | null>
  /** Returns whether the operator has added a person as support staff, who may then sign in without the issuer of single sign-on. */
  isAddedByOperator: (personId: string) => Promise<boolean>
}

export function createStaff(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'> & {
    settings: Pick<PlatformSettings, 'singleSignOn'>
  },
  ceremonies: Ceremonies,
): Staff {
  const { storage } = context
  return {
    joining: createStaffJoining(context, ceremonies),
    search: createAccountSearch(context),
    visits: createSupportVisits(context),
    signOn: createStaffSignOn(context),
    async find(personId) {
      await storage.ready()
      return findStaffMember(storage.db, personId)
    },
    async isAddedByOperator(personId) {
      await storage.ready()
      return isStaffAddedByOperator(storage.db, personId)
    },
  }
}
