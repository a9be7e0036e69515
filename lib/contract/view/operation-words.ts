import type { Operation } from '../api/permissions'

/** A description of each operation, for the table of roles. */
export const operationWords: Record<Operation, string> = {
  view: 'See the account, its integrations and their history',
  connect: 'Connect and reconnect a service',
  check: 'Check an integration at its provider',
  disconnect: 'Disconnect an integration',
  make_reconnect_links: 'Make a link with which somebody reconnects an integration',
  fault: 'Break a sandbox integration on purpose',
  replace_account: 'Replace the external account of an integration',
  view_redirect_uris: 'See the redirect URIs',
  manage_redirect_uris: 'Register and delete redirect URIs',
  manage_tokens: 'See, create and revoke API tokens',
  view_attempts: 'See the attempts to connect',
  manage_webhooks: 'See, add, test and delete webhooks',
  call_tools: 'Call tools',
  set_tool_policy: 'Decide which tools may be called',
  view_people: 'See the people of the account',
  view_activity: 'See what was done and refused in the account',
  manage_people: 'Invite and remove people, and change their roles',
}
