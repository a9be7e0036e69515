import { OAuth2Client } from 'google-auth-library'
import { codeOf, consent, redirectUri, type TestSandbox } from './sandbox'

const adwords = 'https://www.googleapis.com/auth/adwords'

/** An ad as `adGroupAds:mutate` takes it. */
export const newAd = {
  adGroup: 'customers/5550000101/adGroups/3010100001',
  status: 'PAUSED',
  ad: {
    finalUrls: ['https://example.com/bread'],
    responsiveSearchAd: {
      headlines: [{ text: 'Fresh bread' }, { text: 'Order by noon' }, { text: 'Lisbon' }],
      descriptions: [{ text: 'From our own oven.' }, { text: 'Delivered.' }],
    },
  },
}

/** Returns the part of an answer that reports the only error of a refused request. */
export const refusedWith = (kind: string, code: string, status = 400) => ({
  status,
  error: { details: [{ errors: [{ errorCode: { [kind]: code } }] }] },
})

interface Connecting {
  account?: string
  scopes?: readonly string[]
}

/** Google's own library, with the calls of the Google Ads API on the sandbox at an origin. */
export function googleAdsOn(testSandbox: TestSandbox, origin: string) {
  const api = `${origin}/sandbox/google_ads/v25/customers`

  /** Connects an account, the first one when none is named. */
  async function connect({ account, scopes = [adwords] }: Connecting = {}): Promise<OAuth2Client> {
    const client = new OAuth2Client({
      clientId: 'sandbox_google_ads',
      clientSecret: 'sandbox_secret_google_ads',
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: `${origin}/sandbox/google_ads/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${origin}/sandbox/google_ads/token`,
      },
    })
    const scope = ['openid', 'email', ...scopes]
    const wayBack = await consent(
      testSandbox,
      client.generateAuthUrl({ access_type: 'offline', prompt: 'consent', scope }),
      account === undefined ? {} : { account },
    )
    const { tokens } = await client.getToken(codeOf(wayBack))
    // The clock of the sandbox stands still, so the library must not think that the token has run out.
    client.setCredentials({ access_token: tokens.access_token ?? '' })
    return client
  }

  async function call(client: OAuth2Client, path: string, data: object, login?: string) {
    const response = await client.request<object>({
      url: `${api}/${path}`,
      method: 'POST',
      data,
      headers: login === undefined ? {} : { 'login-customer-id': login },
      validateStatus: () => true,
    })
    return response.status === 200 ? response.data : { status: response.status, ...response.data }
  }

  const search = (client: OAuth2Client, query: string, customer = '5550000101', login?: string) =>
    call(client, `${customer}/googleAds:search`, { query }, login)
  return { connect, call, search }
}
