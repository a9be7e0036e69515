import type { ProviderClient } from '@/lib/platform/providers/provider'
import { openSession } from '@/lib/platform/tools/open-session'
import type { Tool } from '@/lib/platform/tools/tool'
import { appUrl, codeOf, consent, form, redirectUri, type TestSandbox } from './sandbox'

const scopeOf = (name: string) => `https://www.googleapis.com/auth/gmail.${name}`

/** Connects an account with some scopes for a customer, and returns a function that calls tools with it. */
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
  const provider: ProviderClient = {
    id: '',
    secret: '',
    urlFor: (vendorUrl) => {
      const { pathname, search } = new URL(vendorUrl)
      return new URL(`${appUrl}/sandbox/gmail${pathname}${search}`)
    },
    fetch: (request) => testSandbox.sandbox.handle(request, customer),
    now: testSandbox.now,
  }
  const sessionWith = (key?: string) =>
    openSession({
      account: { id: '104857600000000000001', name: 'ana@example.com' },
      integration: { id: 'int_1', accountId: customer, service: 'gmail', environment: 'test' },
      now: testSandbox.now,
      progress: { begun: 0, done: 0 },
      signal: new AbortController().signal,
      endsAt: performance.now() + 60_000,
      ...(key !== undefined && { key }),
      async withToken(use) {
        const used = await use({ accessToken, scopes: [...scopes], details: {} }, provider)
        if (used.state === 'stale') throw new Error('the token was refused')
        return used
      },
    })
  return {
    call: async (tool: Tool, input: object, key?: string) =>
      tool.output.parse(await tool.prepare(input).run(sessionWith(key))),
    findDone: (tool: Tool, input: object, key: string) =>
      tool.prepare(input).findDone?.(sessionWith(key)),
  }
}
