import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer } from '../vendor-session'
import {
  maxFindings,
  type PolicyFinding,
  policyDetailsSchema,
  policyFindingsIn,
} from './policy-findings'

/** One error of Google Ads. Its code is an object with one field, such as `{"queryError": "BAD_FIELD_NAME"}`. */
const adsErrorSchema = z.object({
  errorCode: z.record(z.string(), z.string()).catch({}),
  message: z.string().optional().catch(undefined),
  details: policyDetailsSchema
    .extend({
      quotaErrorDetails: z.object({ retryDelay: z.string().optional() }).optional(),
    })
    .optional()
    .catch(undefined),
})
export type AdsError = z.infer<typeof adsErrorSchema>

const bodySchema = z.object({
  error: z.object({
    status: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    details: z
      .array(
        z.object({
          reason: z.string().optional().catch(undefined),
          retryDelay: z.string().optional().catch(undefined),
          errors: z.array(adsErrorSchema).max(1000).catch([]),
        }),
      )
      .max(100)
      .catch([]),
  }),
})

/** Errors of the token itself. A new token does not help against other errors with status 401, such as `NOT_ADS_USER`. */
const tokenErrors = [
  'AUTHENTICATION_ERROR',
  'GOOGLE_ACCOUNT_AUTHENTICATION_FAILED',
  'GOOGLE_ACCOUNT_DELETED',
  'OAUTH_TOKEN_DISABLED',
  'OAUTH_TOKEN_EXPIRED',
  'OAUTH_TOKEN_INVALID',
  'OAUTH_TOKEN_REVOKED',
]

/** The errors in an answer. */
export interface ReadError {
  /** The status of gRPC, such as `PERMISSION_DENIED`. */
  status: string
  errors: AdsError[]
  codes: string[]
  /** The reasons of Google’s other APIs, such as `ACCESS_TOKEN_SCOPE_INSUFFICIENT`. */
  reasons: string[]
  message: string | undefined
  /** The seconds that Google asks to wait. */
  waitSeconds: number | undefined
}

/** Thrown when Google Ads refuses a request. Nothing was changed. */
export class GoogleAdsRefusal extends ToolFailure {
  constructor(
    message: string,
    readonly codes: readonly string[],
    /** The findings of Google's policies. Empty when there are other errors too. */
    readonly findings: readonly PolicyFinding[],
  ) {
    super('vendor_refused', message)
  }
}

/** Returns the errors in an answer, or `undefined` when the answer is no error in Google's form. */
export function readError({ status, body }: VendorAnswer): ReadError | undefined {
  const error = status < 400 ? undefined : bodySchema.safeParse(body).data?.error
  if (!error) return undefined
  const errors = error.details.flatMap((detail) => detail.errors)
  const delays = [
    ...errors.map(({ details }) => details?.quotaErrorDetails?.retryDelay),
    ...error.details.map(({ retryDelay }) => retryDelay),
  ]
  return {
    status: error.status ?? '',
    errors,
    codes: errors.flatMap(({ errorCode }) => Object.values(errorCode)),
    reasons: error.details.flatMap(({ reason }) => reason ?? []),
    message: errors[0]?.message ?? error.message,
    waitSeconds: delays.map(secondsOf).find((seconds) => seconds !== undefined),
  }
}

/** Returns the whole seconds of a duration in Google's JSON, such as `3.5s`, at least 1. `undefined` when there is none. */
function secondsOf(duration: string | undefined): number | undefined {
  const seconds = /^(\d{1,9})(?:\.\d+)?s$/.exec(duration ?? '')?.[1]
  return seconds === undefined ? undefined : Math.max(Number(seconds), 1)
}

/** Returns whether an answer says that the access token is not accepted. */
export function refusesToken(answer: VendorAnswer): boolean {
  if (answer.status !== 401) return false
  const error = readError(answer)
  return (
    error?.status === 'UNAUTHENTICATED' && error.codes.every((code) => tokenErrors.includes(code))
  )
}

/** Returns the refusal of a request, with the next step. */
export function refusal({ errors, codes, reasons, status, message }: ReadError, nextStep: string) {
  const code = codes[0] ?? reasons[0] ?? status
  const findings = errors.map(policyFindingsIn)
  return new GoogleAdsRefusal(
    `Google Ads refused this: ${quotation(message ?? code)} (${quotation(code)}). ${nextStep}`,
    codes,
    findings.every((found) => found.length > 0) ? findings.flat().slice(0, maxFindings) : [],
  )
}
