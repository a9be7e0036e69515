import { z } from 'zod'
import { readResult } from '../read-result'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer, VendorApi, VendorRequest, VendorSession } from '../vendor-session'

const baseUrl = 'https://gmail.googleapis.com/gmail/v1/users/me'

const reasonsSchema = z.array(z.object({ reason: z.string().max(256).optional() })).max(20)
const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    errors: reasonsSchema.optional(),
    details: reasonsSchema.optional(),
  }),
})

const scopeReasons = ['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']
/** Limits that Gmail may also report with status 403 (https://developers.google.com/workspace/gmail/api/guides/handle-errors). */
const limitReasons = [
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'dailyLimitExceeded',
  'quotaExceeded',
  'RATE_LIMIT_EXCEEDED',
]

/** The next step after a refusal, by the reason that Gmail gives or by the status. */
const nextSteps: Readonly<Record<string, string>> = {
  domainPolicy: 'An admin of the Google Workspace does not allow apps to use Gmail.',
  accessNotConfigured: 'The Gmail API is switched off in the Google Cloud project of this server.',
  SERVICE_DISABLED: 'The Gmail API is switched off in the Google Cloud project of this server.',
  failedPrecondition: 'Gmail is not available to this Google account.',
  404: 'Find the id with read_emails or search_inbox, and use that one.',
}

const gmailApi: VendorApi = {
  name: 'Gmail',
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  refusesToken: (answer) => answer.status === 401 && errorIn(answer) !== undefined,
  failureIn,
}

function errorIn({ status, body }: VendorAnswer) {
  return status >= 400 ? errorSchema.safeParse(body).data?.error : undefined
}

function failureIn(answer: VendorAnswer): ToolFailure | undefined {
  const error = errorIn(answer)
  if (!error || answer.status >= 500) return undefined
  const reasons = [...(error.errors ?? []), ...(error.details ?? [])].flatMap(
    ({ reason }) => reason ?? [],
  )
  if (reasons.some((reason) => scopeReasons.includes(reason))) {
    return new ToolFailure(
      'not_granted',
      'Google does not allow this to the connection. Somebody has to reconnect Gmail and allow everything that is asked for.',
    )
  }
  if (reasons.some((reason) => limitReasons.includes(reason))) {
    return new ToolFailure('rate_limited', 'Gmail asks to wait before the next call.', {
      retryAfterMs: 30_000,
    })
  }
  const known = [...reasons, String(answer.status)].find((cause) => Object.hasOwn(nextSteps, cause))
  const nextStep = known === undefined ? 'Nothing was changed.' : nextSteps[known]
  return new ToolFailure(
    'vendor_refused',
    `Gmail refused this: ${quotation(error.message)}. ${nextStep}`,
  )
}

interface GmailCall<Shape> extends Pick<VendorRequest, 'json' | 'writes'> {
  /** The parameters of the URL. A parameter with several values is repeated; one without a value is left out. */
  query?: Readonly<Record<string, string | number | readonly string[] | undefined>>
  schema: z.ZodType<Shape>
}

/**
 * Calls the Gmail API for the mailbox of the account, and returns the part of the answer that the schema describes.
 *
 * @param path the path below the mailbox, such as `/messages`
 * @throws {ToolFailure} when Gmail refuses the request or gives no clear answer
 */
export async function callGmail<Shape>(
  vendor: VendorSession,
  method: VendorRequest['method'],
  path: string,
  { query = {}, schema, ...request }: GmailCall<Shape>,
): Promise<Shape> {
  const url = new URL(baseUrl + path)
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : value === undefined ? [] : [value]
    for (const one of values) url.searchParams.append(name, String(one))
  }
  const answer = await vendor.send(gmailApi, { method, url: url.href, ...request })
  return readResult('Gmail', schema, answer, request.writes)
}
