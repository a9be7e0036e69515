import type { AccountReference } from '../api/external-account'

/** Every reason for which the return from a provider does not end with a connection. */
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
  /** The API refused the token when the code was posted. */
  'session_ended',
  'code_used',
  'code_expired',
  'missing_permissions',
  'provider_down',
  'provider_slow',
  /** No connection to the provider could be made. */
  'provider_unreachable',
  /** This server has no registration at the provider. */
  'not_configured',
  /** The provider refuses the registration of this server. */
  'registration_refused',
  'app_suspended',
  'scopes_refused',
  'admin_blocked',
  'org_only',
  'interaction_required',
  'email_unverified',
  /** The clock of the server is so wrong that good answers look too old. */
  'clock_wrong',
  /** The provider refused for a reason that has no name here. */
  'provider_refused',
  /** The provider no longer accepts the code that it issued. */
  'exchange_refused',
  /** The answer names another service than the attempt. */
  'other_service',
  'account_mismatch',
  'not_allowed',
  'integration_gone',
  'miteos_down',
  /** The answer to our POST was lost. The POST may have worked. */
  'unconfirmed',
  'malformed',
] as const

export type WayBackCause = (typeof wayBackCauses)[number]

/** The content of `/callback`, the page to which a person comes back from a provider. */
export type WayBack =
  | {
      kind: 'finish'
      /** Hidden fields of the form that posts to `/callback/complete`. */
      fields: Record<string, string>
      service: string
      /** Whether the page may submit the form by itself: the state matched this browser's attempt. */
      submitsItself: boolean
    }
  | { kind: 'connected'; service: string; integrationId: string; returnTo: string }
  | {
      kind: 'failed'
      cause: WayBackCause
      service?: string
      /** Set when the attempt was to reconnect one integration. */
      reconnects?: string
      returnTo: string
      /** The id of the failure in the log. */
      referenceId: string
      /** The accounts and the choices, when the cause is `account_mismatch`. */
      mismatch?: {
        expected: AccountReference
        received: AccountReference
        attemptId: string
        mayReplace: boolean
      }
    }
