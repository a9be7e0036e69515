import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import { lockAccount } from '../lock-account'
import { type EntryLink, type FoundLink, findEntryLink, spendEntryLink } from './entry-links'
import type { IdentifiedPerson } from './identified-person'

export type EntryResult =
  | { outcome: 'in'; who: IdentifiedPerson; accountId: string }
  | Exclude<FoundLink, { outcome: 'open' }>
  /** The answer of the authenticator cannot be used. The link can still be used. */
  | { outcome: 'passkey_refused' }
  | { outcome: 'name_missing' }
  /** The answer of the authenticator was used before, at the time `at`. The link can still be used. */
  | { outcome: 'answer_used'; at: number }
  /**
   * The person belongs to the account already. The link can still be used. `who` is set for a person whose passkey has signed,
   * and who may be signed in.
   */
  | { outcome: 'member_already'; who?: IdentifiedPerson; accountId?: string }
  /** The passkey, or that of the session, was ended for the account. The link can still be used. */
  | { outcome: 'passkey_ended' }
  /** An admin has removed the person, and the link is no invitation. The link can still be used. */
  | { outcome: 'removed' }
  /** The person who is signed in may work in one account only. The link can still be used. */
  | { outcome: 'limited' }
  /** The identity of single sign-on belongs to another person. The link can still be used. */
  | { outcome: 'taken' }

/**
 * Spends a link and does the work in one transaction, for a person who comes in. If either fails, the link can still be used.
 * The work returns why the person is refused, or null.
 */
export type SpendLink = (
  secret: string,
  link: EntryLink,
  personId: string,
  work: (db: Database) => Promise<EntryResult | null>,
) => Promise<EntryResult>

/**
 * Returns the only account in which a person who comes in with the link may work, or null for all of theirs. An admin of one
 * account can make a link for a person who also belongs to other accounts, and must not get into those with it. The operator's
 * link opens all of them.
 */
export function onlyAccountOf({ person, accountId, madeBy }: EntryLink): string | null {
  return person && madeBy.kind !== 'system' ? accountId : null
}

/**
 * Returns the age of the way in that a link is. It is newer than the link, so that the passkeys that ended when the link was made
 * are older, also when the clock of another server is slow.
 */
export function wayMadeAtOf({ createdAt }: EntryLink, now: number): number {
  return Math.max(now, createdAt + 1)
}

class LinkSpentError extends Error {}

/** Thrown to roll back the transaction of an entry that is refused. */
class RefusedEntryError extends Error {
  constructor(readonly result: EntryResult) {
    super(result.outcome)
  }
}

export function createSpendLink({
  storage,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): SpendLink {
  return async (secret, link, personId, work) => {
    const { accountId } = link
    try {
      await storage.db.transaction().execute(async (transaction) => {
        await lockAccount(transaction, accountId)
        if (!(await spendEntryLink(transaction, link, { personId, now: now() })))
          throw new LinkSpentError()
        const refusal = await work(transaction)
        if (refusal) throw new RefusedEntryError(refusal)
      })
      log.info({ audit: 'person.entered', account: accountId, person: personId }, 'audit')
      const onlyAccountId = onlyAccountOf(link)
      const who = { personId, onlyAccountId, wayMadeAt: wayMadeAtOf(link, now()) }
      return { outcome: 'in', who, accountId }
    } catch (error) {
      if (error instanceof RefusedEntryError) return error.result
      if (!(error instanceof LinkSpentError)) throw error
      const found = await findEntryLink(storage.db, secret, now())
      return found.outcome === 'open' ? { outcome: 'unknown' } : found
    }
  }
}
