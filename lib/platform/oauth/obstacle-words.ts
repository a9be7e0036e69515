import type { Obstacle } from '@/lib/contract/api/return-error'
import { ownProperty } from '../providers/own-property'

/**
 * The obstacle that each error code means. The codes come from the standards and the vendors, and
 * from both the authorization endpoint and the token endpoint. A code means the same at every
 * vendor.
 */
const obstacles: Readonly<Record<string, Obstacle>> = {
  /** RFC 6749 §4.1.2.1 and §5.2. */
  invalid_client: 'misconfigured',
  unauthorized_client: 'misconfigured',
  unsupported_response_type: 'misconfigured',
  invalid_scope: 'scopes_refused',
  /** OpenID Connect Core §3.1.2.6. */
  interaction_required: 'interaction_required',
  login_required: 'interaction_required',
  consent_required: 'interaction_required',
  account_selection_required: 'interaction_required',
  /** Google: https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors */
  admin_policy_enforced: 'admin_blocked',
  org_internal: 'org_only',
  deleted_client: 'misconfigured',
  disabled_client: 'misconfigured',
  /** GitHub: https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps */
  application_suspended: 'app_suspended',
  redirect_uri_mismatch: 'misconfigured',
  incorrect_client_credentials: 'misconfigured',
  unverified_user_email: 'email_unverified',
  /** Slack: https://docs.slack.dev/reference/methods/oauth.v2.access */
  bad_redirect_uri: 'misconfigured',
  bad_client_secret: 'misconfigured',
  invalid_client_id: 'misconfigured',
  bad_client_id: 'misconfigured',
  oauth_authorization_url_mismatch: 'misconfigured',
  invalid_team_for_non_distributed_app: 'misconfigured',
  unapproved_scope: 'scopes_refused',
  no_scopes: 'scopes_refused',
  /** Stripe: https://docs.stripe.com/connect/oauth-reference */
  invalid_redirect_uri: 'misconfigured',
}

const operatorObstacles: readonly Obstacle[] = ['misconfigured', 'app_suspended', 'scopes_refused']

/**
 * Returns the obstacle that a provider's error code means, or `undefined` when the code does not
 * mean an obstacle.
 */
export function obstacleOf(errorCode: string): Obstacle | undefined {
  return ownProperty(obstacles, errorCode)
}

/** Returns whether only the operator of this server can remove the obstacle. */
export function isForOperator(obstacle: Obstacle): boolean {
  return operatorObstacles.includes(obstacle)
}
