import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '@/lib/http/log'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret } from '@/lib/storage/secret-hash'
import { MiteosError } from '../miteos/miteos-error'
import { type Created, createdSchema } from './shown-once-cookie'

/** Does the work of a form once, however often the form is sent. Returns the result of that work. */
export type RunOncePerForm = (form: string, work: () => Promise<Created>) => Promise<Created>

const rememberedMs = 10 * 60_000
/**
 * The work of no form takes longer than this, and the difference of two servers' clocks. An older row without a result comes from
 * a process that died.
 */
const maxWorkMs = 180_000
const maxWaitMs = 15_000
const pollIntervalMs = 50

/** The right to do the work of a form. */
interface Claim {
  hash: string
  claimedAt: number
}

interface Parts {
  storage: Storage
  keyring: Keyring
  log: Log
  now: () => number
}

/**
 * Creates a function that does the work of a form once on all servers of a store. The same form returns the result of the first
 * time for ten minutes, and waits while the work is being done. A form whose work failed may be sent again.
 *
 * @throws {MiteosError} `unreachable` when the work of the first time takes longer than 15 seconds
 */
export function createRunOncePerForm({ storage, keyring, log, now }: Parts): RunOncePerForm {
  const { db } = storage
  const ofForm = (hash: string) => db.selectFrom('form_results').where('form_hash', '=', hash)

  /** Waits for a write. Logs an error of the write instead of throwing it, since the work is done or has failed already. */
  async function logFailure(write: Promise<unknown>): Promise<void> {
    try {
      await write
    } catch (error) {
      log.error({ err: error }, 'the result of a form could not be kept')
    }
  }

  /** Deletes the row of a claim, unless another server has taken the claim over. */
  const forget = ({ hash, claimedAt }: Claim) =>
    logFailure(
      db
        .deleteFrom('form_results')
        .where('form_hash', '=', hash)
        .where('created_at', '=', claimedAt)
        .execute(),
    )

  /** Takes the right to do the work. Returns null when another request has it, or has done the work. */
  async function claim(hash: string): Promise<Claim | null> {
    await storage.ready()
    await db
      .deleteFrom('form_results')
      .where('created_at', '<=', now() - rememberedMs)
      .execute()
    const claimedAt = now()
    const claimed = await db
      .insertInto('form_results')
      .values({ form_hash: hash, created_at: claimedAt })
      .onConflict((conflict) =>
        conflict
          .column('form_hash')
          .doUpdateSet({ created_at: claimedAt })
          .where('form_results.result', 'is', null)
          .where('form_results.created_at', '<=', now() - maxWorkMs),
      )
      .returning('form_hash')
      .executeTakeFirst()
    return claimed ? { hash, claimedAt } : null
  }

  /** Waits for the result of another request. Returns null when that request has failed. */
  async function waitForResult(hash: string): Promise<Created | null> {
    for (let waitedMs = 0; waitedMs <= maxWaitMs; waitedMs += pollIntervalMs) {
      const row = await ofForm(hash).select('result').executeTakeFirst()
      if (!row) return null
      if (row.result !== null) {
        const opened = keyring.open(row.result, rowIdentity.formResult(hash))
        return createdSchema.parse(JSON.parse(opened))
      }
      await sleep(pollIntervalMs)
    }
    throw new MiteosError('unreachable')
  }

  async function doWork(claimed: Claim, work: () => Promise<Created>): Promise<Created> {
    const created = await work().catch(async (error: unknown) => {
      await forget(claimed)
      throw error
    })
    const { hash, claimedAt } = claimed
    const result = keyring.seal(JSON.stringify(created), rowIdentity.formResult(hash))
    const stored = db
      .updateTable('form_results')
      .set({ result })
      .where('form_hash', '=', hash)
      .where('created_at', '=', claimedAt)
    await logFailure(stored.execute())
    setTimeout(() => void forget(claimed), rememberedMs).unref()
    return created
  }

  return async (form, work) => {
    const hash = hashSecret(form)
    for (;;) {
      const claimed = await claim(hash)
      if (claimed) return doWork(claimed, work)
      const earlier = await waitForResult(hash)
      if (earlier) return earlier
    }
  }
}
