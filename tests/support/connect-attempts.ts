import {
  type ConnectAttempt,
  connectAttemptListSchema,
  connectAttemptSchema,
} from '@/lib/contract/api/connect-attempt'
import type { Service } from '@/lib/contract/services/catalogue'
import { appUrl, type Client, type TestServer } from './platform'
import { createBrowser } from './platform-browser'

/** Returns the first page of the attempts that a client sees, newest first. */
export async function attemptsOf(by: Client, query = ''): Promise<ConnectAttempt[]> {
  const response = await by.get(`/v1/connect_attempts${query}`)
  return connectAttemptListSchema.parse(await response.json())
}

/** Returns the only attempt that a client sees. */
export async function onlyAttemptOf(by: Client, query = ''): Promise<ConnectAttempt> {
  const [attempt, ...others] = await attemptsOf(by, query)
  if (!attempt || others.length > 0) throw new Error(`there is not one attempt, but ${others}`)
  return attempt
}

/** Returns the attempt with an id. */
export async function attemptOf(by: Client, id: string): Promise<ConnectAttempt> {
  const response = await by.get(`/v1/connect_attempts/${id}`)
  return connectAttemptSchema.parse(await response.json())
}

/** Returns the ids of the attempts that a reference leads to. */
export async function foundBy(by: Client, reference: string): Promise<string[]> {
  return (await attemptsOf(by, `?reference=${reference}`)).map(({ id }) => id)
}

/** Returns the steps of an attempt. The step that failed has the mark `: failed`. */
export function stepsOf({ steps }: ConnectAttempt): string[] {
  return steps.map(({ step, failed }) => (failed ? `${step}: failed` : step))
}

/** Returns the reference that a page shows. */
export async function referenceOn(page: Response): Promise<string> {
  const [, reference] =
    /Reference (?:<a [^>]*>)?<code>([\w-]+)<\/code>/.exec(await page.text()) ?? []
  if (!reference) throw new Error('the page has no reference')
  return reference
}

/** Returns the signed-in browser of a client. */
export function browserOf(server: TestServer, by: Client, redirectUri?: string) {
  return createBrowser(server.platform, appUrl, by.tokenId, redirectUri)
}

/** Returns the address of the callback with an answer of a provider, for the `state` in the address `provider`. */
export function answerFor(
  service: Service,
  provider: URL,
  parameters: Record<string, string>,
): string {
  const state = provider.searchParams.get('state') ?? ''
  const query = new URLSearchParams({ ...parameters, state })
  return `${appUrl}/integrations/connect/callback/${service}?${query}`
}

/** The steps of an attempt whose code was given out. */
export const untilCode = ['started', 'at_provider', 'returned', 'code_given']
