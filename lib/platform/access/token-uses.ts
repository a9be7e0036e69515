import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from '../core/context'
import type { Caller } from './caller'
import { networkOf } from './client-network'

/** The use of a token is written at most once in this time. */
const pauseMs = 60_000
/** The number of tokens of which this process remembers when it last wrote their use. */
const maxRememberedTokens = 10_000

export interface TokenUses {
  /**
   * Records when a token was used and from which network. Neither delays a request nor fails it: the write
   * begins later, and an error goes to the log.
   *
   * @param source the address of the client, or its network, as our own server reports it
   */
  record: (caller: Caller, source: string | undefined) => void
}

export function createTokenUses({
  storage,
  lateWork,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'lateWork' | 'log' | 'now'>): TokenUses {
  const writtenAt = new LRUCache<string, number>({ max: maxRememberedTokens })

  /** Records when the person who is signed in was last seen in the account. */
  function writeSeen(personId: string, accountId: string, at: number) {
    return storage.db
      .updateTable('memberships')
      .set({ last_seen_at: at })
      .where('person_id', '=', personId)
      .where('account_id', '=', accountId)
      .execute()
  }

  async function write({ tokenId, accountId, person }: Caller, at: number, network: string | null) {
    await nextTurn()
    try {
      if (person) await writeSeen(person.id, accountId, at)
      await storage.db
        .updateTable('tokens')
        .set({ last_used_at: at, last_used_from: network })
        .where('id', '=', tokenId)
        .where('account_id', '=', accountId)
        .where((is) =>
          is.or([is('last_used_at', 'is', null), is('last_used_at', '<=', at - pauseMs)]),
        )
        .execute()
    } catch (error) {
      const fields = { token_id: tokenId, ...traceOf(error) }
      log.warn(fields, 'the use of an API token could not be recorded')
    }
  }

  return {
    record(caller, source) {
      const at = now()
      const last = writtenAt.get(caller.tokenId)
      if (last !== undefined && at < last + pauseMs) return
      writtenAt.set(caller.tokenId, at)
      lateWork.add(write(caller, at, networkOf(source)))
    },
  }
}
