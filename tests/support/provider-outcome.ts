import { expect } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { providers } from '@/lib/platform/providers'
import type { Credential } from '@/lib/platform/providers/provider'
import { ProviderError } from '@/lib/platform/providers/provider-error'
import { fakeProvider } from './fake-provider'

const now = 1_700_000_000_000
export const canary = 'canary-1234567890'

/** A credential that fits every service, without an expiry and without a refresh token. */
export const lasting: Credential = {
  accessToken: canary,
  scopes: [],
  details: { stripe_user_id: 'acct_1', team_id: 'T1', team_name: 'Acme', user_id: 'U1' },
}
/** Credentials by their kind. Those that ran out have an expiry in the past. */
export const credentials = {
  lasting,
  refreshable: { ...lasting, refreshToken: 'refresh-1' },
  'run out': { ...lasting, expiresAt: now - 1 },
  'refreshable, run out': { ...lasting, refreshToken: 'refresh-1', expiresAt: now - 1 },
  'own bot': { accessToken: '12:own', scopes: [], details: {} },
  'shared bot': { accessToken: '', scopes: [], details: { shared: 'true' } },
}
export type CredentialKind = keyof typeof credentials

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}
export const json = (status: number, body: unknown, headers = {}): Answer => ({
  status,
  body,
  headers,
})
export const nothing: Answer = { status: 204, body: undefined }

export function respond({ status, body, headers = {} }: Answer): Response {
  const text = typeof body === 'object' ? JSON.stringify(body) : body
  return new Response(typeof text === 'string' ? text : null, { status, headers })
}

/** Calls a provider that gives this answer. Returns the result, or the failure of the error, as one line. Expects
 * that an error contains no secret. */
export async function outcomeOf(
  service: Service,
  what: 'identify' | 'check' | 'revoke',
  kind: CredentialKind,
  answer: Answer | (() => Answer),
): Promise<string> {
  const client = fakeProvider(() => respond(typeof answer === 'function' ? answer() : answer), {
    now,
    secret: service === 'telegram' ? '99:shared' : 'our-secret',
  })
  try {
    const said = await providers[service][what](credentials[kind], client)
    if (typeof said === 'string') return said
    return 'state' in said
      ? [said.state, 'reason' in said ? said.reason : ''].join(' ').trim()
      : `${said.id} ${said.name}`
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const seen = JSON.stringify([error, error.message, error.stack])
    for (const secret of [canary, 'our-secret', '12:own', '99:shared']) {
      expect(seen).not.toContain(secret)
    }
    expect(error.cause).toBeUndefined()
    return error.failure
  }
}

export const slack = (error: string) => json(200, { ok: false, error })
export const stripe = (status: number, error: object) => json(status, { error })
export const githubNotFound = json(404, {
  message: 'Not Found',
  documentation_url: 'https://docs.github.com/rest',
  status: '404',
})
export const telegram = (status: number) => json(status, { ok: false, error_code: status })
export const gone = stripe(403, { type: 'invalid_request_error', code: 'account_invalid' })
