import type { Invitation, InviteRequest, NewInvitation } from '@/lib/contract/api/invitation'
import type { Person } from '@/lib/contract/api/person'
import type { ReconnectLink } from '@/lib/contract/api/reconnect-link'
import { sampleOrigin } from './samples'

// The examples of people, invitations and links in the OpenAPI document.

export const samplePerson: Person = {
  id: 'per_01HXYZ',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  role: 'member',
  joined_at: '2026-03-01T10:00:00Z',
  last_seen_at: '2026-03-02T08:15:00Z',
  sign_in: ['passkey'],
}

export const sampleInviteRequest: InviteRequest = { email: 'ada@example.com', role: 'member' }

export const sampleInvitation: Invitation = {
  id: 'inv_01HXYZ',
  ...sampleInviteRequest,
  created_at: '2026-03-01T10:00:00Z',
  created_by: { kind: 'person', id: 'per_01HABC', name: 'Grace Hopper' },
  expires_at: '2026-03-08T10:00:00Z',
  mail: 'sent',
}

const sampleLink = `${sampleOrigin}/sign-in?link=${'Example'.repeat(6)}`

export const sampleNewInvitation: NewInvitation = {
  ...sampleInvitation,
  mail: 'queued',
  link: sampleLink,
}

export const samplePersonLink = { link: sampleLink, expires_at: '2026-03-02T10:00:00Z' }

export const sampleReconnectLinkRequest = { email: 'ada@example.com' }

export const sampleReconnectLink: ReconnectLink = {
  link: `${sampleOrigin}/reconnect?link=${'Example'.repeat(6)}`,
  expires_at: '2026-03-08T10:00:00Z',
  expected_account: { id: '104857600000000000001', name: 'ana@example.com' },
}
