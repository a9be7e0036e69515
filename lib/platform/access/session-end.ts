import { type Actor, actorSchema } from '@/lib/contract/api/actor'
import { platformItself } from '../core/history'
import type { TokenRow } from './token-row'

/** Why a session ended. */
export type SessionEnd =
  | 'signed_out'
  /** The person has signed in again in the same browser. */
  | 'replaced'
  /** The person goes on in another account or environment, which is recorded there. */
  | 'switched'
  /** The session was too old, or unused for too long. */
  | 'expired'
  /** The token could not be verified, so that the session did not begin. */
  | 'not_begun'

const endReasons: Partial<Record<SessionEnd, string>> = {
  replaced: 'signed_in_again',
  expired: 'session_expired',
  not_begun: 'session_not_begun',
}

/**
 * Returns who ended the session of a token, and the reason that the activity tells. Only a session with the name of a person can
 * tell who acts in it.
 */
export function authorOfEnd(
  { created_by }: Pick<TokenRow, 'created_by'>,
  end: SessionEnd,
): { actor: Actor; reason: string | undefined } {
  const creator = actorSchema.safeParse(JSON.parse(created_by ?? 'null')).data
  const isOwn = creator?.kind === 'person' && (end === 'signed_out' || end === 'replaced')
  return { actor: isOwn ? creator : platformItself, reason: endReasons[end] }
}
