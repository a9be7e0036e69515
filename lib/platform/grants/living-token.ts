import type { StatusReason } from '@/lib/contract/api/integration'

/** A stored credential, and the function that renews it where it is stored. */
export interface StoredGrant<Stored, Unusable> {
  /** The credential, alone or with the row that contains it. */
  stored: Stored
  /** True when the access token has run out, so that it must be renewed before the first use. */
  isRenewalDue: boolean
  /**
   * Gets a new access token and stores it before anybody uses it. `reason` is why the old token does not work.
   * Absent when only the person can bring a new token.
   *
   * @throws {ProviderError} when the provider gave no definitive answer
   */
  renew?: (reason: StatusReason) => Promise<Renewal<Stored, Unusable>>
}

/** The result of a renewal: the new credential, or why there is no usable one. */
export type Renewal<Stored, Unusable> = { renewed: Stored } | { unusable: Unusable }

/** The provider no longer accepts the access token. A renewed token may still work. */
export interface StaleToken {
  state: 'stale'
  reason: StatusReason
}

/**
 * Uses a stored credential with an access token that works. A token that has run out is renewed before the
 * first use. When the provider refuses the token, it is renewed once and the credential is used a second time.
 * This is the only way to use a stored credential.
 *
 * @param use answers `stale` when the provider refuses the access token
 * @returns the last answer of `use`, which is `stale` when renewing is not possible or did not help. If the
 *   renewal ended without a usable credential, its result is returned instead
 */
export async function withLivingToken<Stored, Unusable, Answer extends { state: string }>(
  { stored, isRenewalDue, renew }: StoredGrant<Stored, Unusable>,
  use: (stored: Stored) => Promise<Answer>,
): Promise<Answer | Unusable> {
  const afterRenewal = async (renewal: Renewal<Stored, Unusable>) =>
    'renewed' in renewal ? use(renewal.renewed) : renewal.unusable

  if (isRenewalDue && renew) return afterRenewal(await renew('expired'))
  const answer = await use(stored)
  return renew && isStale(answer) ? afterRenewal(await renew(answer.reason)) : answer
}

function isStale(answer: { state: string }): answer is StaleToken {
  return answer.state === 'stale'
}
