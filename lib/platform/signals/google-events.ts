import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Service } from '@/lib/contract/services/catalogue'
import { vendorIdSchema } from '../providers/external-account'
import { ownProperty } from '../providers/own-property'
import type { NamedAccounts, NamedTokens } from './receiver'

/** The claims of a security event token (https://www.rfc-editor.org/rfc/rfc8417#section-2.2) that are used. */
export const securityEventTokenSchema = z.object({
  iss: z.string(),
  jti: z.string().min(1).max(256),
  iat: z.number().min(0),
  events: z.record(z.string(), z.unknown()),
})
export type SecurityEventToken = z.infer<typeof securityEventTokenSchema>

const risc = 'https://schemas.openid.net/secevent/risc/event-type'
const oauth = 'https://schemas.openid.net/secevent/oauth/event-type'

/** The events after which grants of an account may have ended, or may work again. */
const accountEvents = [
  `${risc}/sessions-revoked`,
  `${risc}/account-disabled`,
  `${risc}/account-enabled`,
  `${risc}/account-purged`,
  `${risc}/account-credential-change-required`,
  `${oauth}/tokens-revoked`,
]
const tokenEvent = `${oauth}/token-revoked`

const accountSchema = z.object({ subject: z.object({ sub: vendorIdSchema }) })
const tokenSchema = z.object({
  subject: z.object({
    token_type: z.literal('refresh_token'),
    token_identifier_alg: z.string(),
    token: z.string().min(16).max(256),
  }),
})

/**
 * The ways in which Google may identify a refresh token: by its first 16 characters, or by the hash
 * of its hash.
 */
const identifiersOf: Readonly<Record<string, (refreshToken: string) => string>> = {
  prefix: (refreshToken) => refreshToken.slice(0, 16),
  hash_base64_sha512_sha512: (refreshToken) => {
    const hash = createHash('sha512').update(refreshToken).digest()
    return createHash('sha512').update(hash).digest('base64')
  },
}

/**
 * Returns the accounts and the refresh tokens that the events are about. Events of other types are
 * ignored.
 */
export function subjectsIn(
  { events }: SecurityEventToken,
  services: readonly Service[],
): { accounts: NamedAccounts[]; tokens: NamedTokens[] } {
  const owners = accountEvents.flatMap(
    (type) => accountSchema.safeParse(events[type]).data?.subject.sub ?? [],
  )
  const named = tokenSchema.safeParse(events[tokenEvent]).data?.subject
  const identifierOf = named && ownProperty(identifiersOf, named.token_identifier_alg)
  return {
    accounts: owners.length > 0 ? [{ services, owners }] : [],
    tokens: identifierOf
      ? [{ services, isNamed: (refreshToken) => identifierOf(refreshToken) === named.token }]
      : [],
  }
}
