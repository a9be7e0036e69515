import type { AccountReference } from '../api/external-account'

/** Every reason for which the return from a provider does not end with a connection. */
export const wayBackCauses = [
  /** The person refused, or closed the provider's page. */
  'cancelled',
  'attempt_expired',
  /** No attempt of this browser belongs to this way back. */
  'nothing_to_finish',
  /** The API sent no `state` back, although it did so a short time ago. */
  'state_missing',
  'other_person',
  /** The API no longer took the token when the code was posted. */
  'session_ended',
  'code_used',
  'code_expired',
  'missing_permissions',
  'provider_down',
  'provider_slow',
  /** Nobody answered at the provider's address. */
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
  /** The provider no longer took its own code. */
  'exchange_refused',
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

/** The content of `/callback`. */
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
