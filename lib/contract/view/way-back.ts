import type { AccountReference } from '../api/external-account'

/** Every reason why a way back does not end with a connection. */
export const wayBackCauses = [
  /** The person refused, or closed the provider's page. */
  'cancelled',
  'attempt_expired',
  /** This browser has no attempt to which this way back belongs. */
  'nothing_to_finish',
  /** The API sent no `state` back, although it did so a short time ago. */
  'state_missing',
  /** Somebody other than the signed-in person began the attempt. */
  'other_person',
  /** The API refused the token of the session when the dashboard posted the code. */
  'session_ended',
  'code_used',
  'code_expired',
  /** The person granted too few scopes for every tool. */
  'missing_permissions',
  /** The provider failed. */
  'provider_down',
  /** The provider did not answer in time. */
  'provider_slow',
  /** No connection to the provider could be made. */
  'provider_unreachable',
  /** This server has no registration at the provider. */
  'not_configured',
  /** The provider refuses the registration of this server. */
  'registration_refused',
  /** This cause and those up to `email_unverified` are the obstacles with the same names. */
  'app_suspended',
  'scopes_refused',
  'admin_blocked',
  'org_only',
  'interaction_required',
  'email_unverified',
  /** The clock of this server is so wrong that valid answers look expired, or not yet valid. */
  'clock_wrong',
  /** The provider refused for a reason that no other value names. */
  'provider_refused',
  /** The provider no longer accepts the code that it issued. */
  'exchange_refused',
  /** The answer names another service than the attempt. */
  'other_service',
  'account_mismatch',
  /** The role of the person does not allow this connection. */
  'not_allowed',
  /** The integration to reconnect does not exist any more. */
  'integration_gone',
  /** The reconnect link with which the person came was used, or has ended, before they came back. */
  'link_ended',
  /** The API cannot answer at the moment. */
  'miteos_down',
  /** The answer to our POST was lost. The POST may have worked. */
  'unconfirmed',
  /** The parameters of `/callback` do not have the documented form, or name another issuer. */
  'malformed',
] as const

export type WayBackCause = (typeof wayBackCauses)[number]

/** The content of `/callback`, the page to which a person comes back from a provider. */
export type WayBack =
  /** A form that finishes the connection. */
  | {
      kind: 'finish'
      /** Hidden fields of the form that posts to `/callback/complete`. */
      fields: Record<string, string>
      service: string
      /** True when the page may submit the form by itself: the `state` belongs to an attempt of this browser. */
      submitsItself: boolean
    }
  /** The service is connected. */
  | { kind: 'connected'; service: string; integrationId: string; returnTo: string }
  /** There is no connection, or it is not known whether there is one. */
  | {
      kind: 'failed'
      cause: WayBackCause
      service?: string
      /** The id of the integration that the attempt was to reconnect. */
      reconnects?: string
      /** The id of the reconnect link with which the person came. */
      reconnectLink?: string
      returnTo: string
      /** The id of the failure in the log. */
      referenceId: string
      /**
       * With `account_mismatch`: the two accounts and, when the person may choose, the id of the
       * attempt.
       */
      mismatch?: {
        expected: AccountReference
        received: AccountReference
        attemptId?: string
        mayReplace?: boolean
      }
    }
