import { appUrl, codeOf, consent, form, redirectUri, type TestSandbox } from './sandbox'
import { toolsInSandbox } from './tool-in-sandbox'

/** Connects an account of the simulated GitHub, by default the first one, and returns an access token. */
export async function githubToken(testSandbox: TestSandbox, scope = 'repo', account?: string) {
  const url = new URL(`${appUrl}/sandbox/github/login/oauth/authorize`)
  url.search = new URLSearchParams({
    client_id: 'sandbox_github',
    redirect_uri: redirectUri,
    scope,
  }).toString()
  const code = codeOf(await consent(testSandbox, url, account === undefined ? {} : { account }))
  const answer = await testSandbox.ask(
    'github',
    '/login/oauth/access_token',
    form({ client_id: 'sandbox_github', client_secret: 'sandbox_secret_github', code }),
  )
  const { access_token } = await answer.json()
  return String(access_token)
}

/** Returns functions that run tools of GitHub in the sandbox, with one token, in the world of a customer. */
export function githubToolsIn(testSandbox: TestSandbox, accessToken: string) {
  return toolsInSandbox(testSandbox, { owner: 'acct_1', credential: { accessToken } })
}
