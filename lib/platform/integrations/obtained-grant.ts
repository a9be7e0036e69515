import { ApiProblem } from '../core/api-problem'
import { isGrantShared } from '../grants/revocations/shared-grant'
import type { Grant } from '../grants/vault/vault'
import { providers } from '../providers/registry'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { claimOf } from './redeem-code'
import { asSpentProblem } from './spent-problem'

/**
 * A grant that a request has obtained and not yet saved. The request has to end with `keep`, `hold` or `release`,
 * so that no grant stays at a provider unused. `hold` and `release` return the error to throw.
 */
export interface ObtainedGrant {
  grant: Grant
  /**
   * Saves the grant with `save`. When `save` fails, holds or releases the grant and throws the error with which
   * the request has to end.
   */
  keep: <Kept>(save: () => Promise<Kept>) => Promise<Kept>
  /** Stores the grant under the code of the request, where the grant waits for a person's decision. */
  hold: (mismatch: ApiProblem) => Promise<unknown>
  /** Revokes the grant, unless the grant is held under its code or is the token of a bot. */
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

/** Returns a grant that a bot token in the request gives. A later request can send the same token again. */
export function presentedGrant(grant: Grant): ObtainedGrant {
  return {
    grant,
    keep: (save) => save(),
    hold: async (mismatch) => mismatch,
    release: async (error) => error,
  }
}

/** Returns a grant that is held under the code of the request. The grant stays held until `keep` is called. */
export function heldGrant(
  context: ConnectContext,
  order: ConnectOrder,
  code: string,
  grant: Grant,
): ObtainedGrant {
  return {
    ...presentedGrant(grant),
    /** Ends the hold first. Only one request can do that; a second request is refused, because the code was used. */
    async keep(save) {
      if ((await context.codes.takeHold(claimOf(order, code))) === null) {
        throw new ApiProblem('invalid_oauth_code', 'This code was used before.', { reason: 'used' })
      }
      return exchangedGrant(context, order, code, grant).keep(save)
    },
  }
}

/**
 * Returns a grant for which the code of the request was spent, so that no other request can obtain the grant. A
 * bot's token belongs to the owner of the bot, so the token is never revoked.
 */
export function exchangedGrant(
  { storage, clients, codes, revocations }: ConnectContext,
  { service, caller: { accountId, environment } }: ConnectOrder,
  code: string,
  grant: Grant,
): ObtainedGrant {
  /** @param isShared whether other integrations use the grant; absent when that is not known */
  function makeEndings(isShared?: boolean): Pick<ObtainedGrant, 'hold' | 'release'> {
    async function release(error: unknown) {
      if (providers[service].kind === 'oauth') {
        await revocations.revoke({ accountId, environment, service, grant }, isShared)
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
    ...makeEndings(),
    async keep(save) {
      const grantAccount = { environment, service, externalId: grant.account.id }
      let isShared: boolean | undefined
      try {
        isShared = await isGrantShared({ storage, clients }, grantAccount)
        return await save()
      } catch (error) {
        throw await holdOrRelease(makeEndings(isShared), error)
      }
    },
  }
}
