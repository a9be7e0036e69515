import type { Problem, ProblemCode } from '@/lib/contract/api/problem'
import { ApiProblem, unexpectedDetail } from '../core/api-problem'
import { problemBody } from '../core/problem-response'
import type { Api } from './api'
import { peopleExamples } from './people-problem-examples'
import type { ProblemExample } from './problem-example'
import { sampleRequestId } from './samples'
import { toolExamples } from './tool-problem-examples'
import { webhookExamples } from './webhook-problem-examples'

/** An example of the problem of each code, and further examples under names of their own. */
const examples = {
  invalid_json: { code: 'invalid_json', detail: 'The body is not valid JSON.' },
  invalid_oauth_code: {
    code: 'invalid_oauth_code',
    detail: 'This code was used before. Connect again to get a new one.',
    members: { reason: 'used' },
  },
  expired_oauth_code: {
    code: 'invalid_oauth_code',
    detail: 'This code is too old. Connect again to get a new one.',
    members: { reason: 'expired' },
  },
  unknown_oauth_code: {
    code: 'invalid_oauth_code',
    detail: 'This is not a code for Slack in the test environment of this account.',
    members: { reason: 'unknown' },
  },
  unauthorized: {
    code: 'unauthorized',
    detail: 'Send a valid API token: "Authorization: Bearer mt_…".',
    members: { reason: 'invalid_token' },
  },
  revoked_token: {
    code: 'unauthorized',
    detail: 'This API token was revoked. Use another one.',
    members: { reason: 'invalid_token' },
  },
  forbidden: { code: 'forbidden', detail: 'This token has no role known here.' },
  role_may_not_connect: {
    code: 'forbidden',
    detail: 'The role "support" may not do this.',
    members: { reason: 'connect' },
  },
  role_may_not_inject_faults: {
    code: 'forbidden',
    detail: 'The role "support" may not do this.',
    members: { reason: 'fault' },
  },
  role_may_not_view_redirect_uris: {
    code: 'forbidden',
    detail: 'The role "support" may not do this.',
    members: { reason: 'view_redirect_uris' },
  },
  role_may_not_manage_redirect_uris: {
    code: 'forbidden',
    detail: 'The role "member" may not do this.',
    members: { reason: 'manage_redirect_uris' },
  },
  role_may_not_manage_tokens: {
    code: 'forbidden',
    detail: 'The role "member" may not do this.',
    members: { reason: 'manage_tokens' },
  },
  role_may_not_view_attempts: {
    code: 'forbidden',
    detail: 'The role "member" may not do this.',
    members: { reason: 'view_attempts' },
  },
  token_of_other_environment: {
    code: 'forbidden',
    detail: 'A token of the environment "test" creates tokens of this environment only.',
    members: { field: 'environment', reason: 'environment' },
  },
  not_found: { code: 'not_found', detail: 'There is no integration with this id.' },
  unknown_redirect_uri: { code: 'not_found', detail: 'There is no redirect URI with this id.' },
  unknown_token: { code: 'not_found', detail: 'There is no API token with this id.' },
  unknown_connect_attempt: {
    code: 'not_found',
    detail: 'There is no connect attempt with this id.',
  },
  no_faults_in_live: { code: 'not_found', detail: 'Faults exist in the sandbox only.' },
  method_not_allowed: {
    code: 'method_not_allowed',
    detail: 'Only GET, HEAD, POST are allowed here.',
  },
  account_mismatch: {
    code: 'account_mismatch',
    detail: 'Expected "ana@example.com", but "ben@example.com" came back. Nothing was changed.',
    members: {
      expected: { id: '104857600000000000001', name: 'ana@example.com' },
      received: { id: '104857600000000000002', name: 'ben@example.com' },
    },
  },
  conflict: {
    code: 'conflict',
    detail: 'An environment has at most 50 redirect URIs. Delete one that is no longer used.',
    members: { reason: 'too_many' },
  },
  last_admin_token: {
    code: 'conflict',
    detail: 'This is the last valid admin token of this environment. Create another one first.',
    members: { reason: 'last_admin' },
  },
  idempotency_conflict: {
    code: 'idempotency_conflict',
    detail: 'This Idempotency-Key was used for another request in the last 24 hours.',
  },
  payload_too_large: {
    code: 'payload_too_large',
    detail: 'The body is larger than 16384 bytes.',
  },
  unsupported_media_type: {
    code: 'unsupported_media_type',
    detail: 'The body has to be "application/json".',
  },
  invalid_request: {
    code: 'invalid_request',
    detail: 'The body has the same field twice.',
    members: { reason: 'unsafe_json' },
  },
  missing_oauth_code: {
    code: 'invalid_request',
    detail: '"oauth_code" is required to connect Slack.',
    members: { field: 'oauth_code' },
  },
  invalid_limit: {
    code: 'invalid_request',
    detail: 'The field "limit" is not valid: 1 to 200.',
    members: { field: 'limit' },
  },
  invalid_redirect_uri: {
    code: 'invalid_request',
    detail: 'A redirect URI has no “#” and nothing after it.',
    members: { field: 'uri', reason: 'fragment' },
  },
  no_grant_to_break: {
    code: 'invalid_request',
    detail: 'There is no grant of its own that could fail.',
    members: { field: 'fault' },
  },
  no_signal_to_send: {
    code: 'invalid_request',
    detail: 'GitHub tells nobody when a grant was revoked.',
    members: { field: 'signal' },
  },
  invalid_scope: {
    code: 'invalid_scope',
    detail: 'Slack granted nothing that a tool could work with. Nothing was connected.',
  },
  rate_limited: {
    code: 'rate_limited',
    detail: 'Too many requests. Try again in 12 seconds.',
  },
  internal_error: { code: 'internal_error', detail: unexpectedDetail },
  provider_error: {
    code: 'provider_error',
    detail: 'Slack did not answer as it should. Nothing was connected; start again.',
    members: { reason: 'unavailable' },
  },
  unavailable: {
    code: 'unavailable',
    detail: 'Miteos cannot reach its own store right now. Try again in a moment.',
  },
  provider_timeout: {
    code: 'provider_timeout',
    detail: 'Slack did not answer in time. Nothing was connected; start again.',
    members: { reason: 'timeout' },
  },
  ...peopleExamples,
  ...toolExamples,
  ...webhookExamples,
} satisfies Record<ProblemCode, ProblemExample> & Record<string, ProblemExample>

export type ExampleName = keyof typeof examples

/** Returns the code of the problem that an example shows. */
export function codeOfExample(name: ExampleName): ProblemCode {
  return examples[name].code
}

/** Returns the body of the problem that an example shows, as the server at `appUrl` would answer it. */
export function bodyOfExample(name: ExampleName, appUrl: string): Problem {
  const { code, detail, members }: ProblemExample = examples[name]
  return problemBody(new ApiProblem(code, detail, members), sampleRequestId, appUrl)
}

const exampleNames = Object.keys(examples).filter((name): name is ExampleName => name in examples)

/** Registers the examples in the OpenAPI document under their names. */
export function describeExamples(api: Api, appUrl: string): void {
  for (const name of exampleNames) {
    const value = bodyOfExample(name, appUrl)
    api.openAPIRegistry.registerComponent('examples', name, { summary: value.detail, value })
  }
}
