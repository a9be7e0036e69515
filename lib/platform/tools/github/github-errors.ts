import { z } from 'zod'
import { retryAfterSeconds } from '@/lib/http/retry-after'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer } from '../vendor-session'

const detailSchema = z.object({
  code: z.string().max(64).optional().catch(undefined),
  field: z.string().max(64).optional().catch(undefined),
  message: z.string().max(4096).optional().catch(undefined),
})
type Detail = z.infer<typeof detailSchema>

const errorSchema = z.object({
  message: z.string().max(4096),
  errors: z
    .array(detailSchema.or(z.string().max(4096)))
    .max(100)
    .optional()
    .catch(undefined),
})

const badValueCodes = ['invalid', 'missing', 'missing_field']
const lookAround = 'Look with read_repository at what there is, and use that.'

/** The next step after the refusals that agents meet most, by a part of GitHub's sentence. */
const nextSteps: readonly [RegExp, string][] = [
  [
    /SAML|single sign-on/i,
    'The organization demands single sign-on. Somebody has to sign in to it at GitHub and then reconnect this account.',
  ],
  [
    /OAuth App access restrictions/i,
    'An owner of the organization has to approve the app in its settings at GitHub first.',
  ],
  [/`workflow` scope/i, 'The connection cannot change files in .github/workflows. Leave them out.'],
  [/archived|read-only/i, 'The repository cannot be changed any more.'],
  [/Git Repository is empty/i, 'Somebody has to add a first file at GitHub.'],
  [/already exists/i, 'Read it, and work with what is there.'],
  [/No commits between/i, 'Commit something to the head branch first.'],
  [/blocked|abuse|spam/i, 'Do not repeat this. Ask the person of the account to look at GitHub.'],
]

/** Returns the failure that an answer of GitHub's REST API reports, or `undefined` for a result and for a status from 500 on. */
export function failureIn(answer: VendorAnswer): ToolFailure | undefined {
  const { status } = answer
  if (status < 300 || status >= 500) return undefined
  if (status < 400) return failureOfRedirect()
  if (isRateLimit(answer)) return rateLimited(answer)
  if (lacksScope(answer)) return withoutScope()
  const { message, details } = readError(answer)
  if (details.some(({ code }) => code === 'too_large')) return tooLargeFile()
  if (status === 404) return notFound(message)
  if (status === 410) return refusal(message, 'It was deleted, or its repository has no issues.')
  const badField = details.find(({ code = '' }) => badValueCodes.includes(code))?.field
  if (status === 422 && badField !== undefined) return badValue(badField)
  return refusal([message, ...details.map((detail) => detail.message)].join(' '))
}

/** Returns the failure after an answer that leads to another address. */
export function failureOfRedirect(): ToolFailure {
  return new ToolFailure(
    'vendor_refused',
    'The repository or the issue was renamed or moved. Nothing was changed. List the repositories with read_repository, and use the present name.',
  )
}

/** Returns the failure of a request for a file that is too large for GitHub's API. */
export function tooLargeFile(): ToolFailure {
  return new ToolFailure(
    'vendor_refused',
    'The file is larger than 1 MB. GitHub does not let it be read here. Read another file.',
  )
}

/** Returns the failure of a request that needs a scope which the person has not granted. */
export function withoutScope(): ToolFailure {
  return new ToolFailure(
    'not_granted',
    'GitHub does not allow this to the connection. Somebody has to reconnect it and allow everything that is asked for.',
  )
}

/** Returns the failure of a request for something that does not exist, or that the account cannot see. */
export function notFound(message: string): ToolFailure {
  return new ToolFailure(
    'vendor_refused',
    `GitHub answered ${quotation(message)}: it does not exist, or the account may not do this there. ${lookAround}`,
  )
}

/** Returns the failure with GitHub's own words and the next step. */
export function refusal(message: string, nextStep?: string): ToolFailure {
  const known = nextSteps.find(([pattern]) => pattern.test(message))
  return new ToolFailure(
    'vendor_refused',
    `GitHub refused this: ${quotation(message)}. ${known?.[1] ?? nextStep ?? 'Nothing was changed.'}`,
  )
}

/** Returns the failure of too many requests, with the time that GitHub names. */
export function rateLimited(answer: VendorAnswer): ToolFailure {
  return new ToolFailure(
    'rate_limited',
    'GitHub has received too many requests from this account. Nothing was changed. Wait before you try again.',
    { retryAfterMs: (waitSecondsIn(answer) ?? 60) * 1000 },
  )
}

/**
 * Returns the seconds to wait that the headers of an answer name, at most an hour. The time of a limit's reset is compared with
 * `Date` of the answer, so that our clock does not matter.
 */
export function waitSecondsIn({ headers }: VendorAnswer): number | undefined {
  const answeredAt = Date.parse(headers.get('date') ?? '')
  const named = retryAfterSeconds(headers.get('retry-after'), answeredAt)
  if (named !== undefined) return Math.min(named, 3600)
  const seconds = Number(headers.get('x-ratelimit-reset')) - answeredAt / 1000
  const isExhausted = headers.get('x-ratelimit-remaining') === '0'
  return isExhausted && seconds > 0 ? Math.min(Math.ceil(seconds), 3600) : undefined
}

function isRateLimit(answer: VendorAnswer): boolean {
  const { status, headers } = answer
  const isNamed = headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'
  return status === 403 && (isNamed || /rate limit/i.test(readError(answer).message))
}

/** Returns whether a request was refused because the connection has none of the scopes that allow it. */
function lacksScope({ status, headers }: VendorAnswer): boolean {
  const needed = scopesIn(headers.get('x-accepted-oauth-scopes'))
  const granted = headers.get('x-oauth-scopes')
  if (granted === null || needed.length === 0 || (status !== 403 && status !== 404)) return false
  return !scopesIn(granted).some((scope) => needed.includes(scope))
}

function scopesIn(list: string | null): string[] {
  return (list ?? '').split(/[,\s]+/).filter(Boolean)
}

function readError({ body }: VendorAnswer): { message: string; details: Detail[] } {
  const { message = 'no reason', errors = [] } = errorSchema.safeParse(body).data ?? {}
  const details = errors.map((error) => (typeof error === 'string' ? { message: error } : error))
  return { message, details }
}

function badValue(field: string): ToolFailure {
  return new ToolFailure(
    'invalid_arguments',
    `GitHub does not accept the value of ${quotation(field)}. Nothing was changed. Look at what exists, and use that.`,
  )
}
