import type { ProblemExample } from './problem-example'

/** The examples of the problems of live tools. */
export const toolExamples = {
  role_may_not_set_tool_policy: {
    code: 'forbidden',
    detail: 'The role "member" may not do this.',
    members: { reason: 'set_tool_policy' },
  },
  tool_of_other_service: {
    code: 'invalid_request',
    detail: 'The service of this integration has no such tool.',
    members: { field: 'tools.send_email', reason: 'unknown_tool' },
  },
  tools_changed_meanwhile: {
    code: 'conflict',
    detail: 'Somebody else has changed this at the same moment. Try again.',
  },
  no_simulated_account: {
    code: 'conflict',
    detail: 'This integration has no simulated account. Reconnect it first.',
    members: { reason: 'no_account' },
  },
  no_accounts_to_reset_in_live: {
    code: 'not_found',
    detail: 'Only the sandbox has accounts that can be reset.',
  },
  unknown_tool: {
    code: 'invalid_request',
    detail: 'There is no tool with this name.',
    members: { field: 'tool', reason: 'unknown_tool' },
  },
  role_may_not_call_tools: {
    code: 'forbidden',
    detail: 'The role "support" may not do this.',
    members: { reason: 'call_tools' },
  },
} satisfies Record<string, ProblemExample>
