import 'server-only'
import type { Webhook } from '@/lib/contract/api/webhook'
import { within } from '@/lib/http/within'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Session } from '../sessions/sessions'

/** How long a page waits for an answer that only adds to its content. */
const maxWaitMs = 400

/**
 * Returns the webhooks to which Miteos has stopped sending, for an admin. Returns none for other people, and when
 * Miteos does not tell them in time.
 */
export async function findDisabledWebhooks(session: Session, miteos: Miteos): Promise<Webhook[]> {
  if (session.accountId === null || session.role !== 'admin') return []
  const listed = miteos.webhooks.list().catch((error: unknown): Webhook[] => {
    if (error instanceof MiteosError) return []
    throw error
  })
  const webhooks = await within(listed, maxWaitMs, [])
  return webhooks.filter(({ disabled_at: disabledAt }) => disabledAt !== undefined)
}
