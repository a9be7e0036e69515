import { appUrl, codeOf, consent, form, redirectUri, type TestSandbox } from './sandbox'
import { toolsInSandbox } from './tool-in-sandbox'

const scopeOf = (name: string) => `https://www.googleapis.com/auth/gmail.${name}`

/** Connects an account with some scopes for a customer, and returns functions that run tools with it. */
export async function connectGmailTools(
  testSandbox: TestSandbox,
  customer: string,
  scopes: readonly string[],
) {
  const url = new URL(`${appUrl}/sandbox/gmail/o/oauth2/v2/auth`)
  const client = { client_id: 'sandbox_gmail', redirect_uri: redirectUri }
  const scope = scopes.map(scopeOf).join(' ')
  url.search = new URLSearchParams({ ...client, response_type: 'code', scope }).toString()
  const answer = await testSandbox.ask(
    'gmail',
    '/token',
    form({
      ...client,
      client_secret: 'sandbox_secret_gmail',
      grant_type: 'authorization_code',
      code: codeOf(await consent(testSandbox, url)),
    }),
  )
  const { access_token: accessToken } = await answer.json()
  return toolsInSandbox(testSandbox, {
    owner: customer,
    credential: { accessToken, scopes: [...scopes] },
  })
}
