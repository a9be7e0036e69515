import type { StatusReason } from '@/lib/contract/api/integration'

/** A credential where it is stored, and how it is renewed there. */
export interface StoredGrant<Stored, Lost> {
  stored: Stored
  /** Whether the access token has run out, so that it is renewed before it is used at all. */
  isDue: boolean
  /**
   * Gets a new access token and stores it before anybody uses it. Absent where only the person can
   * bring a new one.
   *
   * @throws {ProviderError} when the provider gave no definitive answer
   */
  renew?: (reason: StatusReason) => Promise<Renewal<Stored, Lost>>
}

export type Renewal<Stored, Lost> = { renewed: Stored } | { lost: Lost }

/** The provider no longer takes the access token. A renewed one may still do. */
export interface Stale {
  state: 'stale'
  reason: StatusReason
}

/**
 * Uses a credential with an access token that lives: renews one that has run out before the first use,
 * and one that the provider refuses once, after which it is used a second time. This is the only way to
 * use a stored credential.
 *
 * @param use answers `stale` when the provider refuses the access token
 * @returns the last answer of `use`, which is `stale` when renewing is not possible or did not help, or
 * what the renewal found when there is no credential to use any more
 */
export async function withLivingToken<Stored, Lost, Answer extends { state: string }>(
  { stored, isDue, renew }: StoredGrant<Stored, Lost>,
  use: (stored: Stored) => Promise<Answer>,
): Promise<Answer | Lost> {
  const afterRenewal = async (renewal: Renewal<Stored, Lost>) =>
    'renewed' in renewal ? use(renewal.renewed) : renewal.lost

  if (isDue && renew) return afterRenewal(await renew('expired'))
  const answer = await use(stored)
  return renew && isStale(answer) ? afterRenewal(await renew(answer.reason)) : answer
}

function isStale(answer: { state: string }): answer is Stale {
  return answer.state === 'stale'
}
