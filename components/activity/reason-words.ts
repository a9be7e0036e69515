import { isOperation } from '@/lib/contract/api/permissions'
import type { ProblemCode } from '@/lib/contract/api/problem'
import { roleSchema } from '@/lib/contract/api/role'
import { operationWords } from '@/lib/contract/view/operation-words'

/** The reasons of requests that failed. */
const problemWords: Record<ProblemCode, string> = {
  invalid_json: 'The request could not be read.',
  invalid_oauth_code: 'The code was used before, has expired, or is not for this account.',
  unauthorized: 'The request had no valid API token.',
  forbidden: 'This is not allowed.',
  not_found: 'There is nothing with this id in this account and environment.',
  method_not_allowed: 'The address does not accept this method.',
  account_mismatch: 'The person allowed access to another account than expected.',
  conflict: 'It contradicts what is there.',
  idempotency_conflict: 'The idempotency key was used for another request.',
  payload_too_large: 'The request was too large.',
  unsupported_media_type: 'The request was not declared as JSON.',
  invalid_request: 'The request was not valid.',
  invalid_scope: 'The person allowed too little for any tool.',
  rate_limited: 'There were too many requests.',
  internal_error: 'Something went wrong in Miteos.',
  provider_error: 'The provider failed or refused.',
  unavailable: 'Miteos or the provider could not answer at the moment.',
  provider_timeout: 'The provider did not answer in time.',
}

const otherWords: Record<string, string> = {
  // How and why people come in, and why not.
  passkey: 'With a passkey.',
  sso: 'By single sign-on.',
  link: 'With a link.',
  no_role: 'Single sign-on gives no role.',
  passkey_ended: 'The passkey was ended for this account.',
  link_used: 'The link was used before.',
  link_withdrawn: 'The link was withdrawn, or another one replaced it.',
  link_expired: 'The link was too old.',
  link_without_right: 'Whoever made the link may not let people in any more.',
  removed: 'An admin has removed this person.',
  signed_in_again: 'A new session in the same browser replaced this one.',
  session_expired: 'The session was too old, or unused for too long.',
  session_not_begun: 'The sign-in could not be finished.',
  // What was refused or in conflict.
  role: 'Nobody can give a role with more rights than their own.',
  environment: 'The caller may work in the other environment only.',
  origin: 'The request came from a page of another site.',
  email_by_support_staff: 'Support staff make links for people of the account only.',
  last_admin: 'It is the last admin of the account.',
  too_many: 'The limit of this list is reached.',
  disconnected: 'The integration is disconnected.',
  // The ends of visits and webhooks.
  time_over: 'The time of the visit was over.',
  staff_removed: 'The operator has removed this member of the support staff.',
  passkeys_ended: 'The operator has ended the passkeys of this member of the support staff.',
  gone: 'The receiver asked for no more messages.',
  not_delivered: 'The receiver accepted no message for days.',
  // What became of integrations.
  expired: 'The access has ended.',
  revoked: 'The access was revoked at the provider.',
  scopes_removed: 'A part of the access was removed at the provider.',
  account_closed: 'The account is closed at the provider.',
  fewer_scopes: 'The person allowed less than before.',
  unreachable: 'The provider could not be reached.',
  timeout: 'The provider did not answer in time.',
  malformed: 'The answer of the provider made no sense.',
  refused: 'The provider refused, and did not say whether the access has ended.',
  unexplained: 'The provider refused with a code that it does not document.',
  blocked: 'Somebody has to act at the provider first.',
  misconfigured: 'The provider refuses the registration of this server.',
  clock_wrong: 'The clocks of this server and of the provider differ.',
  left_alone: 'The provider was failing, and was left alone for a while.',
  unexpected: 'Something went wrong in Miteos.',
  shared_grant: 'Another integration uses the same access.',
  by_hand: 'Only the owner of the account can end it at the provider.',
  not_configured: 'The service is not set up on this server.',
  nothing_held: 'Miteos had no credential left to do it with.',
  expire: 'Its access token was made to run out.',
  revoke: 'Its access was revoked.',
  fail_refresh: 'Its access token was made to run out, without a new one.',
}

/** The reasons of mails that were not delivered, which have the words of other reasons. */
const mailWords: Record<string, string> = {
  refused: 'The mail server refuses this mail.',
  deferred: 'The mail server did not accept this mail in time.',
  expired: 'The mail could not be sent before its link expired.',
  unreadable: 'The stored mail could not be read.',
  answer_unknown:
    'The server was stopped before the mail server answered. The mail may have arrived, and is not sent again.',
}

function wordsIn(words: Record<string, string>, reason: string): string | undefined {
  return Object.hasOwn(words, reason) ? words[reason] : undefined
}

/** Returns the reason in a record of a type in words. */
export function reasonWords(reason: string, type: string): string {
  if (isOperation(reason)) return `The role does not have this right: ${operationWords[reason]}.`
  if (roleSchema.safeParse(reason).success) return `Role: ${reason}.`
  return (
    (type.startsWith('mail.') && wordsIn(mailWords, reason)) ||
    wordsIn(otherWords, reason) ||
    wordsIn(problemWords, reason) ||
    `Reason: ${reason.replaceAll('_', ' ')}.`
  )
}
