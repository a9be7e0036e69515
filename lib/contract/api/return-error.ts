/** The obstacles to a connection at a provider. For each it is known who has to act. */
export type Obstacle =
  /** The provider refuses our registration. The operator has to correct it. */
  | 'misconfigured'
  /** The provider has suspended our app. */
  | 'app_suspended'
  /** The provider does not let our app ask for the permissions that tools need. */
  | 'scopes_refused'
  /** An administrator of the person's organisation has to allow our app first. */
  | 'admin_blocked'
  /** Our app is only for the members of one organisation, and this account is not a member. */
  | 'org_only'
  /** The person has to do something at the provider first. */
  | 'interaction_required'
  | 'email_unverified'

/** The values of `error` in the redirect back from the connect URL. */
export type ReturnError =
  | Obstacle
  | 'access_denied'
  /** The provider refused for a reason that no other value names. */
  | 'invalid_request'
  | 'server_error'
  | 'temporarily_unavailable'
