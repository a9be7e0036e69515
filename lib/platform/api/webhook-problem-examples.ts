import type { ProblemExample } from './problem-example'

/** The examples of the problems of webhooks. */
export const webhookExamples = {
  role_may_not_manage_webhooks: {
    code: 'forbidden',
    detail: 'The role "member" may not do this.',
    members: { reason: 'manage_webhooks' },
  },
  unknown_webhook: { code: 'not_found', detail: 'There is no webhook with this id.' },
  unknown_delivery: { code: 'not_found', detail: 'There is no delivery with this id.' },
  too_many_webhooks: {
    code: 'conflict',
    detail: 'An environment has at most 20 webhooks. Delete one that is no longer used.',
    members: { reason: 'too_many' },
  },
  invalid_webhook_url: {
    code: 'invalid_request',
    detail:
      'The IP address in this URL is not public. The host of a webhook has to be reachable from the internet.',
    members: { field: 'url', reason: 'private_address' },
  },
} satisfies Record<string, ProblemExample>
