/** A person who has proved who they are. */
export interface IdentifiedPerson {
  personId: string
  /** The only account in which the person may work. Null for all their accounts. */
  onlyAccountId: string | null
  /**
   * When the way in was made, in milliseconds since 1970: the passkey, or the use of a link or of single sign-on. An account can
   * end the ways in that are older.
   */
  wayMadeAt: number
}

/** A person, and the only account for which they get a passkey. Null for all their accounts. */
export type PasskeyReach = Pick<IdentifiedPerson, 'personId' | 'onlyAccountId'>
