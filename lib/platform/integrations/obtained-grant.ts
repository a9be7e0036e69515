import { ApiProblem } from '../core/api-problem'
import { isGrantShared } from '../grants/revocations/shared-grant'
import type { Grant } from '../grants/vault/vault'
import { providers } from '../providers'
import type { ConnectingContext, ConnectOrder } from './connect-order'
import { claimOf } from './redeem-code'
import { asSpentProblem } from './spent-problem'

/**
 * A grant that a request has obtained and not yet saved. Whoever obtains one has to call one of the three
 * functions in the end. `hold` and `release` return the error to throw.
 */
export interface ObtainedGrant {
  grant: Grant
  /**
   * Saves the grant with `save`. When that fails, the grant is held or released, and the thrown error is the
   * one to end the request with.
   */
  keep: <Kept>(save: () => Promise<Kept>) => Promise<Kept>
  /** Stores the grant under the code of the request, where it waits for a decision. */
  hold: (mismatch: ApiProblem) => Promise<unknown>
  /** Revokes the grant, unless it is stored under its code or the person still has it. */
  release: (error: unknown) => Promise<unknown>
}

/** Holds a grant of another account than expected, and releases every other grant that could not be saved. */
export function holdOrRelease(
  { hold, release }: Pick<ObtainedGrant, 'hold' | 'release'>,
  error: unknown,
): Promise<unknown> {
  const isMismatch = error instanceof ApiProblem && error.code === 'account_mismatch'
  return isMismatch ? hold(error) : release(error)
}

/** Returns a grant that the request brought itself and can bring again. Nothing was spent for it. */
export function presentedGrant(grant: Grant): ObtainedGrant {
  return {
    grant,
    keep: (save) => save(),
    hold: async (mismatch) => mismatch,
    release: async (error) => error,
  }
}

/** Returns a grant that is held under the code of the request. It stays there unless it is saved. */
export function heldGrant(
  context: ConnectingContext,
  order: ConnectOrder,
  code: string,
  grant: Grant,
): ObtainedGrant {
  return {
    ...presentedGrant(grant),
    /** Takes the hold, which only one request can do. A second request finds the code used. */
    async keep(save) {
      if ((await context.codes.takeHold(claimOf(order, code))) === null) {
        throw new ApiProblem('invalid_oauth_code', 'This code was used before.', { reason: 'used' })
      }
      return exchangedGrant(context, order, code, grant).keep(save)
    },
  }
}

/**
 * Returns a grant for which the code of the request was spent. It would be lost at its provider if this request
 * neither saved, held nor revoked it. A bot's token belongs to its owner, so it is never revoked.
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
      return asSpentProblem(error)
    }
    return {
      release,
      async hold(mismatch) {
        try {
          await codes.hold(code, grant)
        } catch (error) {
          return release(error)
        }
        return asSpentProblem(mismatch)
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
        shared = await isGrantShared({ storage, clients }, holder)
        return await save()
      } catch (error) {
        throw await holdOrRelease(endings(shared), error)
      }
    },
  }
}
