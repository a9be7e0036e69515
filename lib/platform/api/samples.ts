import type { Account } from '@/lib/contract/api/account'
import type { Actor } from '@/lib/contract/api/actor'
import type { Check } from '@/lib/contract/api/check'
import type { ConnectAttempt } from '@/lib/contract/api/connect-attempt'
import type { RecordedEvent } from '@/lib/contract/api/event'
import type { ConnectRequest, Integration } from '@/lib/contract/api/integration'
import type { RedirectUri, RegisterRequest } from '@/lib/contract/api/redirect-uri'
import type { CreateTokenRequest, NewToken, Token } from '@/lib/contract/api/token'
import { toolNames } from '@/lib/contract/services/catalogue'

// Examples of integrations, API tokens, redirect URIs and connect attempts for the OpenAPI document.

/** The origin of the Miteos in the examples. */
export const sampleOrigin = 'https://platform.example.com'

/** The request id in the examples of problems. */
export const sampleRequestId = '1f6b2b1c-7d6e-4b43-9d0e-0a5d3f0c9a11'

/** The token that has done what the examples tell. */
const automation: Actor = { kind: 'token', id: 'tok_01HABC', name: 'automation' }

export const sampleIntegration: Integration = {
  id: 'int_01HXYZ',
  service: 'gmail',
  status: 'connected',
  connected_at: '2026-03-01T10:00:00Z',
  available_tools: toolNames('gmail'),
}

export const sampleConnectRequest: ConnectRequest = {
  service: 'slack',
  oauth_code: 'mtoc_FROM_YOUR_CALLBACK',
}

export const sampleEvent: RecordedEvent = {
  id: 'evt_01HXYZ',
  at: '2026-03-01T10:00:00Z',
  type: 'connected',
  actor: 'automation',
  caused_by: automation,
  account: { id: '104857600000000000001', name: 'ana@example.com' },
}

export const sampleCheck: Check = {
  at: '2026-03-01T10:15:00Z',
  outcome: 'alive',
  cause: 'sweep',
  asked: 'GET https://oauth2.googleapis.com/tokeninfo',
  answered: '200',
  took_ms: 84,
  status: 'connected',
}

export const sampleAccount: Account = {
  id: 'acct_01HXYZ',
  name: 'default',
  environment: 'test',
  role: 'admin',
  actor: automation,
  available_services: ['gmail', 'slack'],
}

export const sampleRegisterRequest: RegisterRequest = {
  uri: 'https://app.example.com/callback',
  app_name: 'Onboarding',
}

export const sampleRedirectUri: RedirectUri = {
  id: 'uri_01HXYZ',
  ...sampleRegisterRequest,
  created_at: '2026-03-01T10:00:00Z',
  created_by: automation,
  last_used_at: '2026-03-02T08:15:00Z',
}

export const sampleCreateTokenRequest: CreateTokenRequest = {
  name: 'CI',
  role: 'member',
  expires_in_days: 90,
}

const sampleCreatedToken = {
  id: 'tok_01HXYZ',
  name: 'CI',
  environment: 'test',
  role: 'member',
  created_at: '2026-03-01T10:00:00Z',
  created_by: automation,
  expires_at: '2026-05-30T10:00:00Z',
  ends_with: 'mple',
} satisfies Token

export const sampleToken: Token = {
  ...sampleCreatedToken,
  last_used_at: '2026-03-02T08:15:00Z',
  last_used_from: '192.0.2.0/24',
}

export const sampleNewToken: NewToken = {
  ...sampleCreatedToken,
  // As long as a token, but plainly none. It ends with `ends_with`.
  token: `mt_test_${'Example'.repeat(7)}`,
}

export const sampleConnectAttempt: ConnectAttempt = {
  id: 'att_01HXYZ',
  service: 'slack',
  app_name: 'Onboarding',
  redirect_host: 'app.example.com',
  started_by: automation,
  started_at: '2026-03-01T10:00:00Z',
  outcome: 'denied',
  reason: 'The person cancelled.',
  steps: [
    { step: 'started', at: '2026-03-01T10:00:00Z', request_id: 'b6f0c1de-1111-4a5b' },
    { step: 'at_provider', at: '2026-03-01T10:00:00Z', request_id: 'b6f0c1de-1111-4a5b' },
    {
      step: 'returned',
      at: '2026-03-01T10:00:21Z',
      request_id: '5d0a7c2e-2222-4f3c',
      failed: true,
      reason: 'The person cancelled.',
    },
  ],
}
