import type { ProblemExample } from './problem-example'

/** The examples of the problems of people, invitations, reconnect links and the activity. */
export const peopleExamples = {
  role_may_not_view_people: {
    code: 'forbidden',
    detail: 'The role "member" may not do this.',
    members: { reason: 'view_people' },
  },
  role_may_not_manage_people: {
    code: 'forbidden',
    detail: 'The role "support" may not do this.',
    members: { reason: 'manage_people' },
  },
  role_may_not_view_activity: {
    code: 'forbidden',
    detail: 'The role "member" may not do this.',
    members: { reason: 'view_activity' },
  },
  unknown_person: { code: 'not_found', detail: 'There is no person with this id.' },
  unknown_invitation: { code: 'not_found', detail: 'There is no invitation with this id.' },
  last_admin_person: {
    code: 'conflict',
    detail: 'This is the last admin of this account. Make somebody else an admin first.',
    members: { reason: 'last_admin' },
  },
  too_many_invitations: {
    code: 'conflict',
    detail: 'An account has at most 200 open invitations. Withdraw one that is no longer needed.',
    members: { reason: 'too_many' },
  },
  reconnect_link_of_disconnected: {
    code: 'conflict',
    detail:
      'This integration is disconnected. Connect the account again; a link is only for an integration that is connected or broken.',
    members: { reason: 'disconnected' },
  },
  ended_reconnect_link: {
    code: 'conflict',
    detail: 'This reconnect link was used already, or has ended. Nothing was connected.',
    members: { reason: 'reconnect_link_ended' },
  },
  too_many_reconnect_links: {
    code: 'conflict',
    detail: 'An integration has at most 20 reconnect links that still work. Use one of them.',
    members: { reason: 'too_many' },
  },
  invalid_role: {
    code: 'invalid_request',
    detail: 'The field "role" has to be one of admin, member, support.',
    members: { field: 'role', reason: 'invalid_value' },
  },
} satisfies Record<string, ProblemExample>
