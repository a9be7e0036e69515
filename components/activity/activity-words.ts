import type { ShownActivity } from '@/lib/contract/api/activity'
import { roleSchema } from '@/lib/contract/api/role'

/**
 * The words after the name of the actor, by type, for what was done. `{}` stands for the name of the
 * target.
 */
export const doneWords: Record<string, string> = {
  'integration.connected': 'connected {}',
  'integration.reconnected': 'reconnected {}',
  'integration.account_replaced': 'replaced the account of {}',
  'integration.disconnected': 'disconnected {}',
  'integration.disconnect_requested': 'asked to disconnect {} when none of its tools runs',
  'integration.revoked_at_provider': 'revoked the access of {} at its provider',
  'integration.revocation_failed': 'could not yet revoke the access of {}',
  'integration.revocation_given_up': 'gave up revoking the access of {}',
  'integration.revocation_skipped': 'did not revoke the access of {}',
  'integration.status_error': 'found {} broken',
  'integration.status_connected': 'found {} working again',
  'integration.check_failed': 'could not check {}',
  'integration.tools_changed': 'noticed that {} allows other tools',
  'integration.tool_policy_changed': 'decided which tools of {} may be called',
  'integration.account_reset': 'reset the simulated account of {}',
  'integration.fault_injected': 'broke {} on purpose',
  'integration.code_replayed': 'ended the access of {}, because its code came twice',
  'token.created': 'created the API token {}',
  'token.revoked': 'revoked the API token {}',
  'session.began': 'signed in',
  'session.ended': 'signed out {}',
  'session.switched': 'went on in this account and environment, without signing in again',
  'person.joined': 'joined the account',
  'person.role_changed': 'changed the role of {}',
  'person.removed': 'removed {} from the account',
  'sign_in_link.created': 'made a sign-in link for {}',
  'invitation.created': 'invited {}',
  'invitation.withdrawn': 'withdrew the invitation of {}',
  'mail.subscribed': 'asked for mails about integrations that stop working',
  'mail.unsubscribed': 'stopped the mails about integrations that stop working',
  'reconnect_link.created': 'made a reconnect link for {}',
  'reconnect_link.used': 'used a reconnect link for {}',
  'passkey.added': 'added the passkey {}',
  'passkey.removed': 'removed the passkey {}',
  'passkey.ended': 'ended the earlier passkeys of {}',
  'redirect_uri.registered': 'registered the redirect URI {}',
  'redirect_uri.deleted': 'deleted the redirect URI {}',
  'webhook.created': 'added the webhook {}',
  'webhook.deleted': 'deleted the webhook {}',
  'webhook.tested': 'tested the webhook {}',
  'webhook.resent': 'sent a message to {} again',
  'webhook.enabled': 'enabled the webhook {}',
  'webhook.disabled': 'disabled the webhook {}',
  'tool_call.approved': 'approved a call of {}',
  'tool_call.refused': 'refused a call of {}',
  'support.opened': 'opened the account as support staff',
  'support.closed': 'stopped working in the account as support staff',
  'account.get': 'looked at the account',
  'integration.list': 'looked at the integrations',
  'integration.get': 'looked at {}',
  'integration.check': 'checked {}',
  'integration.list_events': 'looked at the history of {}',
  'integration.list_checks': 'looked at the checks of {}',
  'connect_attempt.list': 'looked at the attempts to connect',
  'connect_attempt.get': 'looked at the attempt {}',
  'person.list': 'looked at the people',
  'activity.list': 'looked at the activity',
  'tool.list': 'looked at the tools',
  'tool.list_usage': 'looked at how the tools are used',
  'tool.list_calls': 'looked at the calls of tools',
}

/** The words for the purpose of a request that was refused or failed, by type. */
export const requestWords: Record<string, string> = {
  'session.begin': 'sign in to {}',
  'integration.list': 'list the integrations',
  'integration.connect': 'connect an integration',
  'integration.get': 'read {}',
  'integration.disconnect': 'disconnect {}',
  'integration.change_tool_policy': 'decide which tools of {} may be called',
  'integration.check': 'check {}',
  'integration.list_events': 'read the history of {}',
  'integration.list_checks': 'read the checks of {}',
  'integration.inject_fault': 'break {} on purpose',
  'integration.reset_account': 'reset the simulated account of {}',
  'account.get': 'read the account',
  'redirect_uri.list': 'list the redirect URIs',
  'redirect_uri.register': 'register a redirect URI',
  'redirect_uri.delete': 'delete the redirect URI {}',
  'token.list': 'list the API tokens',
  'token.create': 'create an API token',
  'token.revoke': 'revoke the API token {}',
  'connect_attempt.list': 'list the attempts to connect',
  'connect_attempt.get': 'read the attempt {}',
  'webhook.list': 'list the webhooks',
  'webhook.create': 'add a webhook',
  'webhook.get': 'read the webhook {}',
  'webhook.delete': 'delete the webhook {}',
  'webhook.test': 'test the webhook {}',
  'webhook.list_deliveries': 'list the deliveries to {}',
  'webhook.resend': 'send a message to {} again',
  'person.join': 'let in {}',
  'person.list': 'list the people',
  'person.change_role': 'change the role of {}',
  'person.remove': 'remove {} from the account',
  'sign_in_link.create': 'make a sign-in link for {}',
  'invitation.list': 'list the invitations',
  'invitation.create': 'invite somebody',
  'invitation.withdraw': 'withdraw the invitation {}',
  'mail.deliver': 'deliver a mail to {}',
  'reconnect_link.create': 'make a reconnect link for {}',
  'activity.list': 'read the activity',
  'tool.list': 'list the tools',
  'tool.list_usage': 'read how the tools are used',
  'tool.list_calls': 'list the calls of tools',
  'tool.call': 'call a tool',
  'request.not_recorded': 'more requests in that minute, which are not recorded one by one',
}

const outcomeStarts = { done: '', refused: 'was refused: ', failed: 'could not: ' } as const

type Told = Pick<ShownActivity, 'type' | 'outcome' | 'actor' | 'target'>

/** Returns the words before those of the type. What Miteos refuses by itself was not refused to it. */
function startOf({ outcome, actor }: Told): string {
  if (actor.kind !== 'system' || outcome === 'done') return outcomeStarts[outcome]
  return outcome === 'refused' ? 'did not ' : 'could not '
}

/** Returns the name of what was acted on. An invitation without an address is named by its role. */
function targetName({ type, target: { id, name } }: Told): string {
  const isRole = type.startsWith('invitation.') && roleSchema.safeParse(name).success
  return isRole ? `somebody as ${name}` : name || id
}

/**
 * Returns the words after the name of the actor: those before and those after the name of the
 * target. `name` and `after` are null without a target.
 */
export function activitySentence(item: Told): {
  before: string
  name: string | null
  after: string | null
} {
  const { type, outcome, actor } = item
  // Nobody but the person themselves signs out in their own name.
  if (type === 'session.ended' && outcome === 'done' && actor.kind === 'person')
    return { before: 'signed out', name: null, after: null }
  const known = outcome === 'done' ? doneWords : requestWords
  const words = (Object.hasOwn(known, type) && known[type]) || `${type} {}`
  const [before = '', after = null] = words.split('{}')
  return {
    before: `${startOf(item)}${before}`,
    name: after === null ? null : targetName(item),
    after,
  }
}
