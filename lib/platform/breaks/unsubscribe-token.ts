import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keyring } from '@/lib/storage/keyring'

/** A person as a member of one account. */
export interface Member {
  personId: string
  accountId: string
}

/** The purpose of the signing keys, so that these tokens are valid for nothing else. */
const purpose = ['unsubscribe', 'broken_integrations']
const tokenPattern =
  /^(?<personId>per_\w{1,64})\.(?<accountId>acct_\w{1,64})\.(?<signature>[\w-]{43})$/

function signatureOf(secret: string, { personId, accountId }: Member): string {
  return createHmac('sha256', secret).update(`${personId}.${accountId}`).digest('base64url')
}

function areEqual(one: string, other: string): boolean {
  const [bytes, otherBytes] = [Buffer.from(one), Buffer.from(other)]
  return bytes.length === otherBytes.length && timingSafeEqual(bytes, otherBytes)
}

/** Returns the token with which a person stops the mails of one account. The token is signed, and stored nowhere. */
export function unsubscribeToken(keyring: Keyring, member: Member): string {
  const [secret] = keyring.derive(purpose)
  return `${member.personId}.${member.accountId}.${signatureOf(secret, member)}`
}

/** Returns the member for whom a token was made, or null when none of our keys has signed the text. */
export function memberOfToken(keyring: Keyring, token: string): Member | null {
  const { personId, accountId, signature } = tokenPattern.exec(token)?.groups ?? {}
  if (personId === undefined || accountId === undefined || signature === undefined) return null
  const member = { personId, accountId }
  const isSigned = keyring
    .derive(purpose)
    .some((secret) => areEqual(signature, signatureOf(secret, member)))
  return isSigned ? member : null
}
