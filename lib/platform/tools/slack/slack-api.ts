import { z } from 'zod'
import { splitScopes } from '../../providers/credential-fields'
import type { Credential } from '../../providers/provider'
import { slack } from '../../providers/slack'
import { readResult } from '../read-result'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer, VendorApi, VendorRequest, VendorSession } from '../vendor-session'

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().max(256).optional(),
  /** With the error `missing_scope`: the scopes of which the token needs one. */
  needed: z.string().max(1024).optional().catch(undefined),
})
const tokenErrors = [
  'token_expired',
  'token_revoked',
  'invalid_auth',
  'not_authed',
  'account_inactive',
]
/** Errors after which Slack may have done a part of the work (https://docs.slack.dev/reference/methods/chat.postMessage). */
const unclearErrors = ['internal_error', 'fatal_error', 'request_timeout']

/** The next step after the errors that agents meet most. */
const nextSteps: Readonly<Record<string, string>> = {
  channel_not_found: 'List the channels with read_channel, and use one of those.',
  not_in_channel: 'Somebody has to invite the app to the channel in Slack first.',
  is_archived: 'The channel is archived. Choose another one.',
  name_taken: 'There is a channel with this name already. Use it, or choose another name.',
  msg_too_long: 'Send a shorter message.',
  thread_not_found: 'Use the id of a message of this channel as the thread.',
  missing_scope:
    'Connections are not asked for this permission, and reconnecting does not change that.',
  no_permission: 'Somebody has to add the app to the channel in Slack first.',
  not_allowed_token_type: 'Apps may not do this, and reconnecting does not change that.',
  ekm_access_denied: 'An admin of the workspace has suspended this.',
  restricted_action: 'An admin of the workspace does not allow this.',
}

/** Creates Slack's API with the token that `tokenIn` takes from the credential. */
function createSlackApi(tokenIn: (credential: Credential) => string): VendorApi {
  return {
    name: 'Slack',
    limitsEachMethod: true,
    headers: (credential) => ({ authorization: `Bearer ${tokenIn(credential)}` }),
    refusesToken: (answer) => tokenErrors.includes(errorIn(answer) ?? ''),
    failureIn,
  }
}

const apis = {
  /** Slack's Web API with the bot's token, which posts and reads. */
  bot: createSlackApi(({ accessToken }) => accessToken),
  /** The same with the token of the person who installed the app, which searches. */
  person: createSlackApi(personTokenIn),
  /** The same for the older search, which also finds private messages and so needs a permission of its own. */
  'searching person': createSlackApi((credential) => {
    const token = personTokenIn(credential)
    if (splitScopes(credential.details.user_scopes ?? '').includes('search:read')) return token
    throw new ToolFailure(
      'vendor_refused',
      'This workspace of Slack does not have the search that the connection may use. Read the channels with read_channel instead.',
    )
  }),
}

/**
 * Returns the token of the person who installed the app.
 *
 * @throws {ToolFailure} `not_granted` when the connection has only the token of the bot
 */
function personTokenIn({ accessToken, details }: Credential): string {
  if (details.user_token !== undefined) return details.user_token
  // Without a bot, the person's token is the only one. The prefix `xoxe.` shows that token rotation is on.
  if (/^(xoxe\.)?xoxp-/.test(accessToken)) return accessToken
  throw new ToolFailure(
    'not_granted',
    'The connection has no token of a person, which Slack needs for this. Somebody has to reconnect it and allow everything that is asked for.',
  )
}

function errorIn({ body }: VendorAnswer): string | undefined {
  const { data } = answerSchema.safeParse(body)
  return data && !data.ok ? (data.error ?? 'unknown_error') : undefined
}

/** Returns whether connections ask for the scope that was missing, so that reconnecting may help. */
function isAskedFor({ body }: VendorAnswer): boolean {
  const { needed } = answerSchema.parse(body)
  return needed === undefined || splitScopes(needed).some((scope) => asksFor(scope))
}

const asksFor = (scope: string) => slack.requestedScopes.includes(scope)

function failureIn(answer: VendorAnswer): ToolFailure | undefined {
  const error = errorIn(answer)
  if (error === undefined) {
    const isResult = answerSchema.safeParse(answer.body).success
    return isResult || answer.status >= 400
      ? undefined
      : new ToolFailure('outcome_unknown', 'Slack answered in a form that is not its own.')
  }
  if (error === 'ratelimited' || error === 'rate_limited') {
    return new ToolFailure('rate_limited', 'Slack asks to wait before the next call.', {
      retryAfterMs: 30_000,
      waitsForThisToolOnly: true,
    })
  }
  if (unclearErrors.includes(error)) return new ToolFailure('outcome_unknown', error)
  if (error === 'missing_scope' && isAskedFor(answer)) {
    return new ToolFailure(
      'not_granted',
      `Slack does not allow this to the connection: ${quotation(error)}. Somebody has to reconnect it and allow everything that is asked for.`,
      { vendorCode: error },
    )
  }
  const nextStep = Object.hasOwn(nextSteps, error) ? nextSteps[error] : 'Nothing was changed.'
  return new ToolFailure('vendor_refused', `Slack refused this: ${quotation(error)}. ${nextStep}`, {
    vendorCode: error,
  })
}

/**
 * Calls a method of Slack's Web API, and returns the part of the answer that the schema describes.
 *
 * @throws {ToolFailure} when Slack refuses the call or gives no clear answer
 */
export async function callSlack<Shape>(
  vendor: VendorSession,
  method: string,
  { schema, as = 'bot', ...request }: SlackCall<Shape>,
): Promise<Shape> {
  const answer = await vendor.send(apis[as], {
    method: 'POST',
    url: `https://slack.com/api/${method}`,
    ...request,
  })
  return readResult('Slack', schema, answer, request.writes)
}

interface SlackCall<Shape> extends Pick<VendorRequest, 'form' | 'writes'> {
  schema: z.ZodType<Shape>
  /** Whose token is used. The bot's when absent. */
  as?: keyof typeof apis
}
