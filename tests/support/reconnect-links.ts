import { reconnectLinkSchema } from '@/lib/contract/api/reconnect-link'
import { submitReconnectLink } from '@/lib/dashboard/reconnecting/use-reconnect-link'
import { appUrl } from './dashboard'
import { type PersonalBrowser, secretIn } from './people-scene'
import type { Client } from './platform'

/** Connects Gmail with a client of the account, and breaks it. Returns the id of the integration. */
export async function connectAndBreak(client: Client): Promise<string> {
  const { id } = await client.connect('gmail', { account: '104857600000000000001' })
  await client.post(`/v1/integrations/${id}/faults`, { fault: 'revoke' })
  return id
}

interface Asking {
  post: (path: string, body?: object) => Promise<Response>
}

/** Makes a reconnect link and returns its secret. */
export async function newReconnectSecret(
  { post }: Asking,
  integrationId: string,
  body?: object,
): Promise<string> {
  const response = await post(`/v1/integrations/${integrationId}/reconnect_link`, body)
  const { link } = reconnectLinkSchema.parse(await response.json())
  return secretIn(link)
}

/** Presses "Continue" on the page of a reconnect link. Returns where that leads. */
export async function pressContinue(browser: PersonalBrowser, secret: string): Promise<URL> {
  const answer = await browser.post(submitReconnectLink, '/reconnect/submit', {
    fields: { link: secret },
  })
  const left = answer.headers.get('refresh')?.replace('0; url=', '')
  return new URL(answer.headers.get('location') ?? left ?? `/status-${answer.status}`, appUrl)
}
