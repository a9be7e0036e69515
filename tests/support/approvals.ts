import type { ToolCallAnswer } from '@/lib/contract/api/tool-call'
import { appUrl, type Client, type TestServer } from './platform'

/** Sets what an admin allows for a tool of an integration. */
export async function setPolicy(
  client: Client,
  integrationId: string,
  tools: Record<string, 'allow' | 'ask' | 'deny'>,
): Promise<void> {
  const response = await client.send('PATCH', `/v1/integrations/${integrationId}`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tools }),
  })
  if (!response.ok) throw new Error(`the policy was answered ${response.status}`)
}

/** Returns the path of the page on which a call that waits can be approved. */
export function pathOf({ error }: ToolCallAnswer): string {
  if (error?.kind !== 'needs_approval' || !error.url) throw new Error(`the call is ${error?.kind}`)
  return new URL(error.url).pathname
}

/** Returns the key that the platform has given to a call without one. */
export function givenKey({ error }: ToolCallAnswer): string {
  const key = /idempotency_key "([^"]+)"/.exec(error?.message ?? '')?.[1]
  if (key === undefined) throw new Error('no key was given')
  return key
}

interface Options {
  fields?: Record<string, string>
  headers?: Record<string, string>
}

/** The browser of the person who is signed in with a client's token. */
export function browserOf(server: TestServer, { tokenId }: Client) {
  const cookie = `session=${tokenId}`
  return {
    open: (path: string, method = 'GET') =>
      server.platform.handle(new Request(appUrl + path, { method, headers: { cookie } })),
    decide: (path: string, decision: string, { fields = {}, headers = {} }: Options = {}) =>
      server.platform.handle(
        new Request(appUrl + path, {
          method: 'POST',
          headers: { cookie, origin: appUrl, 'sec-fetch-site': 'same-origin', ...headers },
          body: new URLSearchParams({ person: `person_of_${tokenId}`, decision, ...fields }),
        }),
      ),
  }
}
