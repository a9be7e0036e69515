import type { DefaultNull, Hash, Json, Time } from './columns'

/** Everybody who can sign in as themselves. */
export interface PeopleTable {
  id: string
  name: string
  created_at: Time
}

/** The accounts to which people belong. */
export interface MembershipsTable {
  person_id: string
  account_id: string
  role: string
  joined_at: Time
  /** When the person last used the account, to the minute. */
  last_seen_at: DefaultNull<Time>
  /** The environment in which the person last worked. */
  environment: string
  /** The only environment in which the person may work. Null for both. */
  only_environment: DefaultNull<string>
  /** The address to which the invitation was sent. Other accounts do not see it, and nobody has verified it. */
  email: DefaultNull<string>
  /** The list of those who may be behind the links with which the person came in: their makers, and the tokens behind those. */
  let_in_by: Json
  /** `claims` or `default` for a role that single sign-on gave. Null for one that an admin gave. */
  role_source: DefaultNull<string>
  /** The role that an admin gave, while single sign-on gives another role. */
  set_role: DefaultNull<string>
  /**
   * Since when the person wants no mails about integrations that broke. Null when they get these
   * mails.
   */
  break_mails_off_at: DefaultNull<Time>
}

/** The people whom an admin has removed from an account. Single sign-on does not let them in again, an invitation does. */
export interface RemovedMembersTable {
  person_id: string
  account_id: string
  removed_at: Time
}

/** The people whom an issuer of OpenID Connect knows. */
export interface IdentitiesTable {
  issuer: string
  /** The issuer's id of the person. */
  subject: string
  person_id: string
  /** The only account for which the identity signs in. Null when it signs in for all accounts of the person. */
  only_account_id: DefaultNull<string>
  /** The name of the person that the issuer last sent. */
  name: DefaultNull<string>
  created_at: Time
  last_used_at: DefaultNull<Time>
}

/** The passkeys of people: the public half of each key pair. */
export interface PasskeysTable {
  id: string
  /** The id that the authenticator gave to the passkey, in base64url. */
  credential_id: string
  person_id: string
  /** The only account for which the passkey signs in. Null when it signs in for all accounts of the person. */
  only_account_id: DefaultNull<string>
  /** A COSE key in base64url. */
  public_key: string
  /** The signature counter that the authenticator last sent. 0 when it has none. */
  counter: number
  /** The ways to reach the authenticator, such as `["internal"]`. */
  transports: Json
  name: string
  created_at: Time
  last_used_at: DefaultNull<Time>
  /**
   * When the way in was made in which the person was signed in when they added this passkey. Null when that is the same as
   * `created_at`.
   */
  way_made_at: DefaultNull<Time>
}

/**
 * The accounts for which the earlier passkeys of a person no longer work. Kept when the person is removed from the account, so
 * that an invitation does not bring a lost passkey back.
 */
export interface EndedPasskeysTable {
  person_id: string
  account_id: string
  /** Passkeys and sessions from this time or earlier do not work for the account. */
  ended_at: Time
}

/** The challenges of WebAuthn that were used. Each is kept until it would have expired. */
export interface SpentChallengesTable {
  hash: Hash
  expires_at: Time
}

/**
 * The invitations to join an account, and the links that admins make for a person of the account who has lost their
 * passkeys.
 */
export interface InvitationsTable {
  id: string
  account_id: string
  /** The environment in which the person who joins begins. */
  environment: string
  /** The only environment in which the person who joins may work. Null for both. */
  only_environment: DefaultNull<string>
  /** The hash of the secret in the link. */
  hash: Hash
  email: DefaultNull<string>
  /** The person whom the link signs in. Null for an invitation. */
  person_id: DefaultNull<string>
  /** The role of a person who joins. */
  role: string
  created_at: Time
  created_by: Json
  expires_at: Time
  /** When the invitation was accepted or withdrawn. */
  ended_at: DefaultNull<Time>
  /** The person who accepted the invitation. */
  accepted_by: DefaultNull<string>
}

/** The links with which a person reconnects one integration, with the same external account. */
export interface ReconnectLinksTable {
  id: string
  account_id: string
  environment: string
  integration_id: string
  /** The id of the account at the provider that the integration had when the link was made. */
  external_id: string
  /** The hash of the secret in the link. */
  hash: Hash
  /** The address to which the link is sent. Null for a link for people of the account. */
  email: DefaultNull<string>
  created_at: Time
  created_by: Json
  expires_at: Time
  /** The id of the actor who uses the link. Nobody else can use the link from then on. */
  claimed_by: DefaultNull<string>
  claimed_at: DefaultNull<Time>
  /**
   * When the link ended before it expired, and why: `reconnected`, `disconnected` or
   * `account_replaced`.
   */
  ended_at: DefaultNull<Time>
  end_reason: DefaultNull<string>
}
