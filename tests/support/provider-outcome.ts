import { expect } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Credential } from '@/lib/platform/providers/provider'
import { ProviderError } from '@/lib/platform/providers/provider-error'
import { providers } from '@/lib/platform/providers/registry'
import { fakeProvider } from './fake-provider'

const now = 1_700_000_000_000
/** The access token in most credentials. No error may contain it. */
export const secretToken = 'canary-1234567890'

/** A credential for every service, which does not expire and has no refresh token. */
export const lasting: Credential = {
  accessToken: secretToken,
  scopes: [],
  details: { stripe_user_id: 'acct_1', team_id: 'T1', team_name: 'Acme', user_id: 'U1' },
}
/** The credentials that a test can name. `run out` means that the access token has expired. */
export const credentials = {
  lasting,
  refreshable: { ...lasting, refreshToken: 'refresh-1' },
  'run out': { ...lasting, expiresAt: now - 1 },
  'refreshable, run out': { ...lasting, refreshToken: 'refresh-1', expiresAt: now - 1 },
  'own bot': { accessToken: '12:own', scopes: [], details: {} },
  'shared bot': { accessToken: '', scopes: [], details: { shared: 'true' } },
}
export type CredentialName = keyof typeof credentials

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}
export const jsonAnswer = (status: number, body: unknown, headers = {}): Answer => ({
  status,
  body,
  headers,
})
export const emptyAnswer: Answer = { status: 204, body: undefined }

export function respond({ status, body, headers = {} }: Answer): Response {
  const text = typeof body === 'object' ? JSON.stringify(body) : body
  return new Response(typeof text === 'string' ? text : null, { status, headers })
}

/** Calls a provider whose vendor gives this answer, and returns the outcome as one line. Expects no secret in an error. */
export async function outcomeOf(
  service: Service,
  method: 'identify' | 'probe' | 'revoke',
  credentialName: CredentialName,
  answer: Answer | (() => Answer),
): Promise<string> {
  const client = fakeProvider(() => respond(typeof answer === 'function' ? answer() : answer), {
    now,
    secret: service === 'telegram' ? '99:shared' : 'our-secret',
  })
  try {
    const result = await providers[service][method](credentials[credentialName], client)
    if (typeof result === 'string') return result
    return 'state' in result
      ? [result.state, 'reason' in result ? result.reason : ''].join(' ').trim()
      : `${result.id} ${result.name}`
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const seen = JSON.stringify([error, error.message, error.stack])
    for (const secret of [secretToken, 'our-secret', '12:own', '99:shared']) {
      expect(seen).not.toContain(secret)
    }
    expect(error.cause).toBeUndefined()
    return error.failure
  }
}

export const slackError = (error: string) => jsonAnswer(200, { ok: false, error })
export const stripeError = (status: number, error: object) => jsonAnswer(status, { error })
export const githubNotFound = jsonAnswer(404, {
  message: 'Not Found',
  documentation_url: 'https://docs.github.com/rest',
  status: '404',
})
export const telegramError = (status: number) =>
  jsonAnswer(status, { ok: false, error_code: status })
export const stripeAccountGone = stripeError(403, {
  type: 'invalid_request_error',
  code: 'account_invalid',
})
