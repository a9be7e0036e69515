import { ApiProblem } from '../core/api-problem'
import { grantIsShared } from '../grants/revocations/shared-grant'
import type { Grant } from '../grants/vault/vault'
import { providers } from '../providers'
import type { ConnectingContext, ConnectOrder } from './connect-order'
import { claimOf } from './redeem-code'
import { afterSpending } from './spent-problem'

/**
 * A grant that a request has obtained and not yet kept. Whoever obtains one ends with `keep`, or with
 * `hold` or `release` and then throws the error that these return.
 */
export interface ObtainedGrant {
  grant: Grant
  /**
   * Makes an integration of the grant. Where that fails the grant is held or released already, and what
   * is thrown is the error to end the request with.
   */
  keep: <Kept>(save: () => Promise<Kept>) => Promise<Kept>
  /** Leaves the grant under the code of the request, where it waits for a decision. */
  hold: (mismatch: ApiProblem) => Promise<unknown>
  /** Revokes the grant, unless it is also somewhere else: under its code, or in the person's hands. */
  release: (error: unknown) => Promise<unknown>
}

/** Holds a grant of another account than expected, and releases one that cannot be kept otherwise. */
export function giveUp(
  { hold, release }: Pick<ObtainedGrant, 'hold' | 'release'>,
  error: unknown,
): Promise<unknown> {
  const isMismatch = error instanceof ApiProblem && error.code === 'account_mismatch'
  return isMismatch ? hold(error) : release(error)
}

/** A grant that the request brought itself and can bring again: nothing is spent. */
export function presentedGrant(grant: Grant): ObtainedGrant {
  return {
    grant,
    keep: (save) => save(),
    hold: async (mismatch) => mismatch,
    release: async (error) => error,
  }
}

/** A grant that is held under the code of the request, and stays there unless it is kept. */
export function heldGrant(
  context: ConnectingContext,
  order: ConnectOrder,
  code: string,
  grant: Grant,
): ObtainedGrant {
  return {
    ...presentedGrant(grant),
    /** A hold is taken once: whoever comes second finds the code used. */
    async keep(save) {
      if ((await context.codes.takeHold(claimOf(order, code))) === null) {
        throw new ApiProblem('invalid_oauth_code', 'This code was used before.', { reason: 'used' })
      }
      return exchangedGrant(context, order, code, grant).keep(save)
    },
  }
}

/**
 * A grant for which the code of the request was spent. It is lost at its provider unless this request
 * keeps, holds or revokes it. The token of a bot is its owner's, so that it is never revoked.
 */
export function exchangedGrant(
  { storage, clients, codes, revocations }: ConnectingContext,
  { service, caller: { accountId, environment } }: ConnectOrder,
  code: string,
  grant: Grant,
): ObtainedGrant {
  /** @param shared whether other integrations use the grant, where that is known */
  function endings(shared?: boolean): Pick<ObtainedGrant, 'hold' | 'release'> {
    async function release(error: unknown) {
      if (providers[service].kind === 'oauth') {
        await revocations.revoke({ accountId, environment, service, grant }, shared)
      }
      return afterSpending(error)
    }
    return {
      release,
      async hold(mismatch) {
        try {
          await codes.hold(code, JSON.stringify(grant))
        } catch (error) {
          return release(error)
        }
        return afterSpending(mismatch)
      },
    }
  }

  return {
    grant,
    ...endings(),
    async keep(save) {
      const holder = { environment, service, externalId: grant.account.id }
      let shared: boolean | undefined
      try {
        shared = await grantIsShared({ storage, clients }, holder)
        return await save()
      } catch (error) {
        throw await giveUp(endings(shared), error)
      }
    },
  }
}
