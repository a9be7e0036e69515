import { gmail } from '@googleapis/gmail'
import { OAuth2Client } from 'google-auth-library'
import { appUrl, codeOf, consent, redirectUri, serve, type TestSandbox } from './sandbox'

const accountOf = {
  ana: '104857600000000000001',
  ben: '104857600000000000002',
  cleo: '104857600000000000003',
}
const scopeOf = (name: string) => `https://www.googleapis.com/auth/gmail.${name}`

/** Serves the sandbox until the tests are done, for Google's own client of Gmail. */
export async function serveMailboxes(testSandbox: TestSandbox) {
  const { sandbox } = testSandbox
  const origin = await serve(sandbox)
  // Google's client keeps only the origin of an address, so here the API is not below a path.
  const rootUrl = await serve({
    ...sandbox,
    handle(request) {
      const { pathname, search } = new URL(request.url)
      return sandbox.handle(new Request(`${appUrl}/sandbox/gmail${pathname}${search}`, request))
    },
  })

  /** Connects an account, and returns Google's own client for its mailbox. */
  return async function connect(scope: string, person: keyof typeof accountOf = 'ana') {
    const client = new OAuth2Client({
      clientId: 'sandbox_gmail',
      clientSecret: 'sandbox_secret_gmail',
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: `${origin}/sandbox/gmail/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${origin}/sandbox/gmail/token`,
      },
    })
    const wayBack = await consent(
      testSandbox,
      client.generateAuthUrl({ access_type: 'offline', scope: scopeOf(scope) }),
      { account: accountOf[person] },
    )
    const { tokens } = await client.getToken(codeOf(wayBack))
    const headers = { authorization: `Bearer ${tokens.access_token}` }
    const mailbox = gmail({ version: 'v1', rootUrl, headers })
    return mailbox.users
  }
}
