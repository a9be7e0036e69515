import type { Invitation } from '../api/invitation'
import type { Person } from '../api/person'
import type { Environment } from '../api/role'
import type { FirstAnswer } from './failure'
import { settingsErrors } from './settings'

/** The forms of the page about people. */
export const peopleForms = ['invite', 'role', 'link', 'remove', 'withdraw'] as const
export type PeopleForm = (typeof peopleForms)[number]

/** Why a form of the page about people changed nothing. */
export const peopleErrors = [
  ...settingsErrors,
  /** The person, or the invitation, is not there any more. */
  'gone',
  /** The person may work in live too, and the viewer may manage people for test only. */
  'environment',
] as const
export type PeopleError = (typeof peopleErrors)[number]

/** A link that was just made for a person. */
export interface NewLink {
  /** The id of the invitation, or of the person whom the link signs in. */
  id: string
  /** Null when the link can no longer be shown. */
  shown: { link: string; expiresAt: string | null } | null
}

/** What a person has connected in the account, shown before they are removed from it. */
export interface LeaverView {
  /** The first integrations that are not disconnected. */
  connected: {
    id: string
    environment: Environment
    service: string
    externalName: string
    status: string
  }[]
  /** The number of all integrations that are not disconnected. */
  count: number
  accountId: string
}

/** The content of the page about people. */
export interface PeopleView {
  people: FirstAnswer<{ items: Person[]; nextCursor: string | null }>
  /** The ids of the people who have connected an integration that is not disconnected. */
  connectors: string[]
  /** Whether this is the first page of the list. */
  isFirstPage: boolean
  /** The name of the issuer of single sign-on that gives roles. Absent when none does. */
  roleIssuer?: string
  /** The open invitations. Null when the viewer may not see them. */
  invitations: FirstAnswer<Invitation[]> | null
  /** The invitation that was just created. */
  newInvitation: NewLink | null
  /** The sign-in link that was just made for a person. */
  newSignInLink: NewLink | null
  /** Whether the earlier passkeys of that person were ended. */
  arePasskeysEnded: boolean
  /** Whether an invitation with an address is mailed. False also when that is not known. */
  areMailsSent: boolean
  /** The fields of an invitation that could not be created, so that the form can be shown again with them. */
  typed: { email: string; role: string }
  /** Why a form changed nothing, and which one. */
  failed: { form: PeopleForm; error: PeopleError } | null
  /** The id of the person whose role was just changed. */
  changedId: string | null
  /** Whether a person was just removed. */
  isRemoved: boolean
  /** Whether an invitation was just withdrawn. */
  isWithdrawn: boolean
  /** The key of the forms that make a link: two requests with the same key make one link. */
  formKey: string
}
