import type { ProblemCode } from '../api/problem'

export interface ErrorWords {
  /** The meaning of the code, in one or two sentences. */
  meaning: string
  /** The next step for a developer. */
  remedy: string
  /** The values of `reason` that can come with the code. */
  reasons?: Record<string, string>
}

/** Explains each code of a problem to developers. */
export const errorWords: Record<ProblemCode, ErrorWords> = {
  invalid_json: {
    meaning: 'The body is not JSON in UTF-8.',
    remedy: 'Serialize the body with a JSON library, and do not send it twice encoded.',
  },
  invalid_oauth_code: {
    meaning: 'The `oauth_code` cannot be redeemed. Nothing was connected.',
    remedy:
      'Send the person through the connect link again, and redeem the new code once, within its lifetime, with a token of the account and the environment in which the person connected.',
    reasons: {
      used: 'The code was redeemed before. A code works once. When another token presents it, the connection is ended, because the code may have been stolen.',
      expired: 'The code is too old.',
      unknown:
        'There is no such code for this service in the account and the environment of the token. A test code is unknown to a live token.',
      refused: 'The provider no longer accepts what it gave to the person.',
      'admin_blocked, org_only, interaction_required, email_unverified':
        'The provider wants somebody to act first; `detail` says who and how.',
      replayed:
        'Another token presented the code too. Nothing was connected, because the code may have been stolen.',
    },
  },
  unauthorized: {
    meaning: 'The request has no API token, or one that is not valid.',
    remedy:
      'Send `Authorization: Bearer` and a token that is neither revoked nor expired. Create a new one under [Settings](/settings/tokens).',
    reasons: {
      no_token: 'There is no `Authorization` header.',
      invalid_token: 'The token is mistyped, unknown, expired or revoked.',
    },
  },
  forbidden: {
    meaning: 'The token is valid, but its role may not do this. Nothing was changed.',
    remedy:
      'Use a token of a role that may: [the table of roles](/developers#authentication-roles) shows which.',
  },
  not_found: {
    meaning:
      'There is nothing with this id, or at this address, in the account and the environment of the token. What belongs to somebody else looks the same.',
    remedy:
      'Compare the id with the list, and the environment of the token with the one in which the id was made.',
  },
  method_not_allowed: {
    meaning: 'The address exists, but does not accept this method.',
    remedy: 'Use one of the methods that the header `Allow` of the answer lists.',
  },
  account_mismatch: {
    meaning:
      'The integration is for one external account, and the person allowed access to another one. Nothing was changed.',
    remedy:
      'Compare `expected` and `received`. Redeem the same code without `reconnects` to add the other account, or with `replace` (admins) to put it in the place of the first.',
  },
  conflict: {
    meaning:
      'The request contradicts what is there: a limit is reached, or the last of its kind would go.',
    remedy: 'Read `detail`, remove what is in the way, and send the request again.',
    reasons: {
      too_many: 'The limit of this list is reached.',
      reconnect_link_ended:
        'The link in `reconnect_link` was used already, or has ended. Nothing was connected.',
    },
  },
  idempotency_conflict: {
    meaning:
      'The `Idempotency-Key` was used with another body, or its first request is still running.',
    remedy: 'Use a new key for a new request. Repeat a request only with exactly the same body.',
  },
  payload_too_large: {
    meaning: 'The body is larger than 16 KB.',
    remedy: 'Send only the documented fields.',
  },
  unsupported_media_type: {
    meaning: 'The body is not declared as JSON.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  invalid_request: {
    meaning: 'The body or a parameter does not have the documented form.',
    remedy: '`field` names the field, `detail` says what is wrong with it.',
    reasons: {
      not_configured:
        'The service is not set up for live accounts on this server. Test tokens need no set-up.',
      unsafe_json: 'The body has a member twice, or one with a forbidden name.',
      own_callback: 'The callback of Miteos itself is always registered.',
      'not_https, private_host, …':
        'The rule for redirect URIs, or for the URL of a webhook, that the address breaks.',
      private_address: 'The URL of a webhook has an IP address that is not public.',
    },
  },
  invalid_scope: {
    meaning:
      'The person allowed too little: no tool would work. What they allowed was revoked at the provider.',
    remedy:
      'Send the person through the connect link again, and ask them to keep the boxes ticked.',
  },
  rate_limited: {
    meaning: 'The token, or the address without a valid token, sent too many requests.',
    remedy:
      'Wait as many seconds as `Retry-After` says. `RateLimit` in every answer shows what is left.',
  },
  internal_error: {
    meaning: 'Miteos failed. Whether the request had an effect is not certain.',
    remedy:
      'Read the list before you repeat a write. Report the `request_id`, under which the log has the cause.',
  },
  provider_error: {
    meaning: 'The provider, for example Slack, failed or refused. Nothing was connected.',
    remedy:
      'The code is spent. Wait a moment, then send the person through the connect link again. When `reason` names an obstacle, clear it first.',
    reasons: {
      misconfigured:
        'The provider refuses the registration of this server. Its operator has to correct it.',
      app_suspended: 'The provider has suspended the app of this server.',
      scopes_refused: 'The provider does not let this server ask for the permissions.',
      unreachable: 'The provider could not be reached.',
      unexplained: 'The provider refused and did not say why.',
    },
  },
  unavailable: {
    meaning: 'Miteos cannot reach its own store at the moment, or is being restarted.',
    remedy: 'Send the same request again after as many seconds as `Retry-After` says.',
  },
  provider_timeout: {
    meaning: 'The provider did not answer in time.',
    remedy: 'The code is spent. Send the person through the connect link again.',
  },
}
