/** The revisions of the Model Context Protocol that our endpoint supports. */
export const revisions = ['2026-07-28', '2025-11-25'] as const

/**
 * The scenarios that call tools of the suite by name. They are judged by their run against the endpoint with these tools. All
 * others are judged by their run against the whole product.
 */
export const fixtureScenarios: readonly string[] = [
  'tools-call-simple-text',
  'tools-call-error',
  'json-schema-2020-12',
  'server-stateless',
  'input-required-result-ignore-extra-params',
  'input-required-result-validate-input',
]

const prompts = 'Prompts are not offered.'
const resources = 'Resources are not offered.'
const textOnly = 'The tools answer with text and structured content only.'
const form =
  'The suite asks for a form. The endpoint asks a client only to open a page, and only when it says that it can.'
const sampling = 'The endpoint never uses the model of a client.'
const logging = 'Log messages to clients are not offered.'
const tasks = 'An extension of the protocol that is not offered.'
const noSession = 'The endpoint has no sessions.'
const noState = 'The endpoint gives out no state, and asks at most once in a call.'

/** Why a scenario does not apply to the endpoint. A scenario that is not named here applies. */
export const notOffered: Readonly<Record<string, string>> = {
  'completion-complete': 'Completions are for prompts and resources, which are not offered.',
  'logging-set-level': logging,
  'tools-call-with-logging': logging,
  'tools-call-with-progress': 'No tool reports its progress.',
  'tools-call-image': textOnly,
  'tools-call-audio': textOnly,
  'tools-call-embedded-resource': textOnly,
  'tools-call-mixed-content': textOnly,
  'tools-call-sampling': sampling,
  'tools-call-elicitation': form,
  'elicitation-sep1034-defaults': form,
  'elicitation-sep1330-enums': form,
  'server-session-lifecycle': noSession,
  'server-sse-polling':
    'An answer that broke off cannot be resumed: the call is repeated with its key.',
  'resources-list': resources,
  'resources-read-text': resources,
  'resources-read-binary': resources,
  'resources-templates-read': resources,
  'resources-subscribe': resources,
  'resources-unsubscribe': resources,
  'sep-2164-resource-not-found': resources,
  'prompts-list': prompts,
  'prompts-get-simple': prompts,
  'prompts-get-with-args': prompts,
  'prompts-get-embedded-resource': prompts,
  'prompts-get-with-image': prompts,
  'http-custom-header-server-validation': 'No argument of a tool is also sent as a header.',
  'input-required-result-basic-elicitation': form,
  'input-required-result-missing-input-response': form,
  'input-required-result-result-type': form,
  'input-required-result-basic-sampling': sampling,
  'input-required-result-capability-check': sampling,
  'input-required-result-basic-list-roots': 'The endpoint never asks for the roots of a client.',
  'input-required-result-request-state': noState,
  'input-required-result-multiple-input-requests': noState,
  'input-required-result-multi-round': noState,
  'input-required-result-tampered-state': noState,
  'input-required-result-non-tool-request': prompts,
  'tasks-lifecycle': tasks,
  'tasks-capability-negotiation': tasks,
  'tasks-wire-fields': tasks,
  'tasks-request-state-removal': tasks,
  'tasks-mrtr-input': tasks,
  'tasks-request-headers': tasks,
  'tasks-dispatch-and-envelope': tasks,
  'tasks-status-notifications': tasks,
  'tasks-required-task-error': tasks,
  'tasks-mrtr-composition': tasks,
}

const noCapability = 'no tool demands a capability of the client'

/** Why a single check does not apply, although its scenario does. */
export const checksNotOffered: Readonly<Record<string, string>> = {
  'sep-2575-server-rejects-undeclared-capability': noCapability,
  'sep-2575-missing-capability-http-400': noCapability,
  'sep-2549-prompts-list-caching-hints': 'prompts are not offered',
  'sep-2549-resources-list-caching-hints': 'resources are not offered',
  'sep-2549-resources-templates-list-caching-hints': 'resources are not offered',
  'server-sse-multiple-streams-session':
    'the endpoint has no sessions, and without one the suite sends nothing',
}
