import 'server-only'
import { createHmac } from 'node:crypto'
import type { Environment } from '@/lib/contract/api/role'

/**
 * Returns the public id of a person. The id does not reveal the key, and differs between servers with different
 * secrets.
 *
 * @param personKey a secret text that is the same at every sign-in of one person
 */
export function publicPersonId(personKey: string, nextAuthSecret: string): string {
  const digest = createHmac('sha256', nextAuthSecret)
    .update(`person:${personKey}`)
    .digest('base64url')
  return `per_${digest.slice(0, 22)}`
}

/**
 * Returns the key of a person in one account and environment. It differs for each of them, so that an old tab never acts in
 * another one.
 */
export function personKeyOf(
  personId: string,
  { accountId, environment }: { accountId: string; environment: Environment },
): string {
  return `person:${personId}:${accountId}:${environment}`
}
