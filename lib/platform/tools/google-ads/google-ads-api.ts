import { ToolFailure } from '../tool-failure'
import type { VendorAnswer, VendorApi } from '../vendor-session'
import { readError, refusal, refusesToken } from './google-ads-errors'

const maxWaitMs = 60 * 60 * 1000
const rateErrors = [
  'RESOURCE_EXHAUSTED',
  'RESOURCE_TEMPORARILY_EXHAUSTED',
  'EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION',
  'EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION',
]

const operatorStep =
  'Nobody who uses this connection can change that. The operator of Miteos has to set up the access to the Google Ads API.'

/** The next step after the errors that agents meet most. */
const nextSteps: Readonly<Record<string, string>> = {
  USER_PERMISSION_DENIED:
    'The connected person has no access to this customer. List the customers with read_campaign_performance, and use one of those.',
  CUSTOMER_NOT_FOUND: 'List the customers with read_campaign_performance, and use one of those.',
  INVALID_CUSTOMER_ID: 'A customer id has ten digits.',
  CUSTOMER_NOT_ENABLED:
    'The advertising account is not active. Somebody has to activate it in Google Ads first.',
  ACTION_NOT_PERMITTED:
    'The connected person may not do this in the advertising account. An admin of that account can allow it.',
  ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT: 'Google has suspended the advertising account.',
  NOT_ADS_USER: 'The connected Google account has no access to any advertising account.',
  TWO_STEP_VERIFICATION_NOT_ENROLLED:
    'The connected person has to turn on two-step verification in the Google account first.',
  REQUESTED_METRICS_FOR_MANAGER: 'Ask for a customer of this manager account.',
  RESOURCE_NOT_FOUND: 'Look for the right id with read_campaign_performance.',
  NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT: 'Give an amount with fewer decimals.',
  MONEY_AMOUNT_TOO_LARGE: 'Give a smaller amount.',
  BUDGET_BELOW_PER_DAY_MINIMUM: 'Give a larger amount.',
  DUPLICATE_ASSET: 'Each text may be there once only.',
  CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION: operatorStep,
  CLOUD_PROJECT_NOT_UNDER_ORGANIZATION: operatorStep,
  DEVELOPER_TOKEN_INVALID: operatorStep,
  DEVELOPER_TOKEN_NOT_APPROVED: operatorStep,
  DEVELOPER_TOKEN_NOT_ON_ALLOWLIST: operatorStep,
  DEVELOPER_TOKEN_PROHIBITED: operatorStep,
  MISSING_TOS: operatorStep,
  PROJECT_DISABLED: operatorStep,
  SERVICE_DISABLED: operatorStep,
}

/** The Google Ads API over REST. It needs no developer token any more. */
export const googleAdsApi: VendorApi = {
  name: 'Google Ads',
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  refusesToken,
  failureIn,
  waitSecondsIn: (answer) => readError(answer)?.waitSeconds,
}

function failureIn(answer: VendorAnswer): ToolFailure | undefined {
  const error = answer.status >= 500 ? undefined : readError(answer)
  if (!error) return undefined
  const { codes, reasons, status, waitSeconds } = error
  if (status === 'RESOURCE_EXHAUSTED' || codes.some((code) => rateErrors.includes(code))) {
    return new ToolFailure('rate_limited', 'Google Ads asks to wait before the next call.', {
      retryAfterMs: Math.min((waitSeconds ?? 30) * 1000, maxWaitMs),
    })
  }
  if (reasons.includes('ACCESS_TOKEN_SCOPE_INSUFFICIENT')) {
    return new ToolFailure(
      'not_granted',
      'Google Ads does not allow this to the connection. Somebody has to reconnect it and allow everything that is asked for.',
    )
  }
  if (codes.includes('CONCURRENT_MODIFICATION')) {
    return new ToolFailure(
      'unavailable',
      'Somebody changes the same thing in Google Ads at the moment. Nothing was changed by this call. Try again.',
    )
  }
  const known = [...codes, ...reasons].find((code) => Object.hasOwn(nextSteps, code))
  return refusal(error, (known && nextSteps[known]) ?? 'Nothing was changed.')
}
