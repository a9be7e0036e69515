import { z } from 'zod'
import { ask, bearer } from './ask'
import { googleProvider } from './google'
import type { Credential, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

const adwords = 'https://www.googleapis.com/auth/adwords'
const customersSchema = z.object({ resourceNames: z.array(z.string()) })

/**
 * Google Ads has one scope; unticked, no tool is left. One person may reach several advertising
 * accounts, and two people the same: the name says how many there are beside whose consent it is.
 */
export const googleAds = googleProvider({
  service: 'google_ads',
  toolScopes: {
    read_campaign_performance: [adwords],
    create_ad_draft: [adwords],
    adjust_budget: [adwords],
  },
  async addition(credential, client) {
    const count = await countCustomers(credential, client)
    if (count === undefined) return ''
    return count === 0 ? ' (no accounts)' : ` (${count} ${count === 1 ? 'account' : 'accounts'})`
  },
})

/** `undefined` where Google does not say: a name is not worth failing for. */
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
    return status === 200 ? customersSchema.safeParse(body).data?.resourceNames.length : undefined
  } catch (error) {
    if (error instanceof ProviderError) return undefined
    throw error
  }
}
