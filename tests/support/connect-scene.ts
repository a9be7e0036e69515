import type { Storage } from '@/lib/storage/database'
import { type Browser, type Connect, connectOver, ownCallback, person } from './connect'

export const ana = person('ana')
export const ben = person('ben', { accountId: 'acct_2', accountName: 'Other Ltd' })

/** The connect pages, and a browser in which Ana is at a provider. */
export interface Scene extends Connect {
  visitor: Browser
  /** The `state` that the provider received and has to send back. */
  state: string
}

/** Creates the connect pages and brings Ana to the provider of a service. */
export async function anaAtProvider(
  storage: Storage,
  service = 'slack',
  redirectUri = ownCallback,
): Promise<Scene> {
  const connect = connectOver(storage)
  const visitor = connect.browser(ana)
  return { ...connect, visitor, state: await visitor.begin(service, redirectUri) }
}

/** Returns the path of our callback with the parameters that a provider sends. */
export function answerPath(service: string, parameters: Record<string, string>): string {
  return `/integrations/connect/callback/${service}?${new URLSearchParams(parameters)}`
}

/** Returns the path of our callback with a valid answer from Slack. */
export function validPath(state: string): string {
  return answerPath('slack', { code: 'vendor-code', state })
}
