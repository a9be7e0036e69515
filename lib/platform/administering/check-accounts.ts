import { services } from '@/lib/contract/services/catalogue'
import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import type { PlatformContext } from '../core/context'
import { parseRow, type StoredRow } from '../grants/integration-row'
import type { Checks } from '../integrations/checking/checks'
import type { Circuits } from '../integrations/checking/circuits'
import { type Administrator, selectAdministered } from './administrator'

/** One request checks at most this many integrations, the broken ones first. */
const maxCheckedIntegrations = 40
/** At most this many checks of one provider run at the same time. */
const atOncePerProvider = 4
/** The request waits at most this long. A check that takes longer continues, and its result is `unknown`. */
const patienceMs = 10_000

/** What a check of one integration has found. */
export type CheckResult =
  | 'connected'
  | 'still_broken'
  /** The provider gave no definitive answer, or must not be asked now. */
  | 'not_checked'
  /** The check still runs. */
  | 'unknown'

export interface CheckedIntegration {
  id: string
  result: CheckResult
}

export interface CheckedAccounts {
  checked: CheckedIntegration[]
  /** The number of integrations that were left out, because there were too many for one request. */
  leftOut: number
}

type Row = Pick<StoredRow, 'id' | 'account_id' | 'service' | 'environment'>

export function createCheckAccounts(
  { storage, log, now }: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  { checks, circuits }: { checks: Checks; circuits: Circuits },
) {
  /** Returns the result of the last check since a time, or `not_checked` when there was none or it was not definitive. */
  async function readResult({ id, account_id }: Row, since: number): Promise<CheckResult> {
    const check = await storage.db
      .selectFrom('checks')
      .select('outcome')
      .where('account_id', '=', account_id)
      .where('integration_id', '=', id)
      .where('at', '>=', since)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (check?.outcome === 'alive') return 'connected'
    return check?.outcome === 'dead' ? 'still_broken' : 'not_checked'
  }

  async function checkOne(row: Row, since: number): Promise<CheckResult> {
    try {
      await checks.check(row, 'forced')
      return await readResult(row, since)
    } catch (error) {
      const fields = { integration: row.id, ...traceOf(error) }
      log.error(fields, 'a check failed because of an error in this server')
      return 'not_checked'
    }
  }

  /** Checks the integrations of one provider, a few at a time until the deadline, and notes each result. */
  async function checkAllOfProvider(
    rows: Row[],
    note: (id: string, result: CheckResult) => void,
    deadline: number,
  ): Promise<void> {
    const [first] = rows
    if (!first) return
    const since = now()
    // As in the sweep, a provider that fails for many is left alone: the limit is 0 then.
    const limit = circuits.of(parseRow(first)).limitOf(atOncePerProvider)
    const waiting = [...rows]
    const workOneByOne = async () => {
      for (let row = waiting.shift(); row && Date.now() < deadline; row = waiting.shift())
        note(row.id, await checkOne(row, since))
    }
    await Promise.all(Array.from({ length: limit }, workOneByOne))
  }

  /**
   * Checks the integrations of the accounts that are not disconnected, the broken ones first. Ignores accounts that the administrator
   * does not administer.
   */
  return async function checkAccounts(
    administrator: Administrator,
    accountIds: readonly string[],
  ): Promise<CheckedAccounts> {
    await storage.ready()
    if (accountIds.length === 0) return { checked: [], leftOut: 0 }
    const administered = selectAdministered(storage.db, administrator)
      .clearSelect()
      .select('accounts.id')
      .where('accounts.id', 'in', accountIds)
    const found = storage.db
      .selectFrom('integrations')
      .where('account_id', 'in', administered)
      .where('environment', '=', administrator.environment)
      .where('status', '!=', 'disconnected')
    const rows = await found
      .select(['id', 'account_id', 'service', 'environment'])
      .orderBy(({ case: when }) => when().when('status', '=', 'error').then(0).else(1).end())
      .orderBy('checked_at')
      .orderBy('id')
      .limit(maxCheckedIntegrations)
      .execute()
    const { all } = await found
      .select(({ fn }) => fn.countAll().as('all'))
      .executeTakeFirstOrThrow()
    const results = new Map<string, CheckResult>()
    const deadline = Date.now() + patienceMs
    const works = services.map((service) =>
      checkAllOfProvider(
        rows.filter((row) => row.service === service),
        (id, result) => results.set(id, result),
        deadline,
      ),
    )
    const isDone = await within(
      Promise.all(works).then(() => true),
      patienceMs,
      false,
    )
    const rest: CheckResult = isDone ? 'not_checked' : 'unknown'
    return {
      checked: rows.map(({ id }) => ({ id, result: results.get(id) ?? rest })),
      leftOut: Number(all) - rows.length,
    }
  }
}
