import { z } from 'zod'
import { ask, bearer, expectShape } from './ask'
import { googleProvider } from './google'
import type { JsonObject } from './json-object'
import type { Credential, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

const adwords = 'https://www.googleapis.com/auth/adwords'
/**
 * An error of the Google Ads API, with error codes of its own, a reason and a gRPC status. Each of
 * these may be absent.
 */
const errorSchema = z.object({
  error: z.object({
    status: z.string().exactOptional(),
    details: z
      .array(
        z.object({
          reason: z.string().exactOptional(),
          errors: z
            .array(z.object({ errorCode: z.record(z.string(), z.string()) }))
            .exactOptional(),
        }),
      )
      .exactOptional()
      .catch([]),
  }),
})
const customersSchema = z.object({ resourceNames: z.array(z.string()) })

/**
 * Google Ads has one scope. If the person does not allow this scope, no tool works. One person may have access to
 * several advertising accounts, and two people may have access to the same ones. Therefore the name of the account
 * is the address of the person, followed by the number of advertising accounts.
 */
export const googleAds = googleProvider({
  service: 'google_ads',
  toolScopes: {
    read_campaign_performance: [adwords],
    create_ad_draft: [adwords],
    adjust_budget: [adwords],
  },
  async nameSuffix(credential, client) {
    const count = await countCustomers(credential, client)
    if (count === undefined) return ''
    return count === 0 ? ' (no accounts)' : ` (${count} ${count === 1 ? 'account' : 'accounts'})`
  },
})

/**
 * Returns the number of advertising accounts. When the call fails, reports the failure to the operator and
 * returns `undefined`, because the number is only part of a name.
 */
async function countCustomers(
  { accessToken }: Credential,
  client: ProviderClient,
): Promise<number | undefined> {
  try {
    const { status, body } = await ask('google_ads', client, {
      method: 'GET',
      url: 'https://googleads.googleapis.com/v25/customers:listAccessibleCustomers',
      authorization: bearer(accessToken),
    })
    if (status === 200) return expectShape('google_ads', customersSchema, body).resourceNames.length
    const failure = status === 403 ? 'misconfigured' : 'malformed'
    throw new ProviderError('google_ads', failure, errorCodeIn(body))
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    client.report?.(error)
    return undefined
  }
}

/** Returns the most specific code in an error of Google Ads, in small letters. */
function errorCodeIn(body: JsonObject): string {
  const error = errorSchema.safeParse(body).data?.error
  const details = error?.details ?? []
  const [code] = details.flatMap(({ errors = [] }) =>
    errors.flatMap(({ errorCode }) => Object.values(errorCode)),
  )
  const [reason] = details.flatMap((detail) => detail.reason ?? [])
  return (code ?? reason ?? error?.status ?? 'unknown_error').toLowerCase()
}
