import type { FirstAnswer } from './failure'

/** Why a form of the page about passkeys changed nothing. */
export const passkeyErrors = [
  /** The passkey has no name that can be shown. */
  'invalid',
  /** The answer of the authenticator could not be used. */
  'refused',
  'too_many',
  /** The only passkey of a person is kept. */
  'last',
  'unreachable',
] as const
export type PasskeyError = (typeof passkeyErrors)[number]

/** A passkey of the person who is signed in. The times are as the API writes times. */
export interface Passkey {
  id: string
  name: string
  createdAt: string
  /** Null before the passkey was first used to sign in. */
  lastUsedAt: string | null
  /** The name of the only account for which the passkey signs in. Null for all accounts. */
  onlyAccountName: string | null
  /** Whether the passkey no longer works for the account in which the person works. */
  isEndedHere: boolean
  /** Whether there is no other passkey for the same accounts. Such a passkey is kept. */
  isLast: boolean
}

/** The content of the page about passkeys. */
export interface PasskeysView {
  /** Null for somebody who has not signed in as a person. */
  passkeys: FirstAnswer<Passkey[]> | null
  /** Whether the person came in for one account only. Their other passkeys are then not in the list. */
  isForOneAccount: boolean
  /** Whether browsers allow passkeys at this address. */
  arePossible: boolean
  /** The name of the issuer with which people can sign in too. Absent when there is none. */
  signOnName?: string
  /** The name of a passkey that was not added. */
  typedName: string
  error: PasskeyError | null
  isAdded: boolean
  isRemoved: boolean
}
