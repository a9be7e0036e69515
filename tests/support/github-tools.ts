import type { ProviderClient } from '@/lib/platform/providers/provider'
import { openSession } from '@/lib/platform/tools/open-session'
import type { PreparedCall, Tool } from '@/lib/platform/tools/tool'
import { appUrl, codeOf, consent, form, redirectUri, type TestSandbox } from './sandbox'

/** Connects the first account of the sandbox's GitHub, and returns an access token. */
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

/** Runs tools of GitHub in the sandbox, with one token, in the world of a customer. */
export function githubToolsIn(testSandbox: TestSandbox, accessToken: string) {
  const client: ProviderClient = {
    id: 'sandbox_github',
    secret: 'sandbox_secret_github',
    urlFor(vendorUrl) {
      const { pathname, search } = new URL(vendorUrl)
      return new URL(`${appUrl}/sandbox/github${pathname}${search}`)
    },
    now: testSandbox.now,
    fetch: (request) => testSandbox.sandbox.handle(request, 'acct_1'),
  }
  const sessionOf = (tool: Tool, key?: string) =>
    openSession({
      account: { id: '5830001', name: 'ana-lima' },
      integration: { id: 'int_1', accountId: 'acct_1', service: tool.service, environment: 'test' },
      now: client.now,
      progress: { begun: 0, done: 0 },
      signal: new AbortController().signal,
      endsAt: performance.now() + 20_000,
      ...(key !== undefined && { key }),
      async withToken(use) {
        const used = await use({ accessToken, scopes: [], details: {} }, client)
        if (used.state === 'stale') throw new Error('the token was refused')
        return used
      },
    })
  const prepared = (tool: Tool, givenArguments: object): PreparedCall =>
    tool.prepare(givenArguments)
  return {
    /** Returns the output, and checks it by the tool's own schema. */
    async run(tool: Tool, givenArguments: object, key?: string) {
      const output = await prepared(tool, givenArguments).run(sessionOf(tool, key))
      return tool.output.strict().parse(output)
    },
    /** Looks for what an earlier call with this key did. */
    findDone: (tool: Tool, givenArguments: object, key: string) =>
      prepared(tool, givenArguments).findDone?.(sessionOf(tool, key)),
  }
}
