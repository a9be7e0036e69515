import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keyring } from '@/lib/storage/keyring'

/** A person as a member of one account. */
export interface Member {
  personId: string
  accountId: string
}

/** What is signed, so that a token is of no use for anything else. */
const purpose = ['unsubscribe', 'broken_integrations']
const tokenPattern = /^(?<personId>per_\w{1,64})\.(?<accountId>acct_\w{1,64})\.(?<mark>[\w-]{43})$/

function markOf(secret: string, { personId, accountId }: Member): string {
  return createHmac('sha256', secret).update(`${personId}.${accountId}`).digest('base64url')
}

function areEqual(one: string, other: string): boolean {
  const [bytes, otherBytes] = [Buffer.from(one), Buffer.from(other)]
  return bytes.length === otherBytes.length && timingSafeEqual(bytes, otherBytes)
}

/** Returns the token with which a person stops the mails of one account. It is signed, and stored nowhere. */
export function unsubscribeToken(keyring: Keyring, member: Member): string {
  const [secret] = keyring.derive(purpose)
  return `${member.personId}.${member.accountId}.${markOf(secret, member)}`
}

/** Returns whose token it is, or null for a text that none of our keys has signed. */
export function memberOfToken(keyring: Keyring, token: string): Member | null {
  const { personId, accountId, mark } = tokenPattern.exec(token)?.groups ?? {}
  if (personId === undefined || accountId === undefined || mark === undefined) return null
  const member = { personId, accountId }
  const isSigned = keyring.derive(purpose).some((secret) => areEqual(mark, markOf(secret, member)))
  return isSigned ? member : null
}
