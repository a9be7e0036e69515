import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from '../../core/context'
import type { KnownServiceAndEnvironment } from '../../core/known-service-and-environment'
import { createPerProvider } from '../../core/per-provider'
import { createRowIsolation } from '../../core/row-isolation'
import { createSpareTime } from '../../core/spare-time'
import type { Checks } from './checks'
import type { Circuit } from './circuit'
import type { Circuits } from './circuits'
import type { DueColumn, DueWork, DueWorkStore } from './due-work'

/** How many checks and renewals of one provider run at the same time in this process. */
const atOncePerProvider = 4
const listedAtOnce = 50
/**
 * The pause before a renewal that failed because of an error of ours is tried again. The shortest margin before an access token
 * runs out is five minutes, which is less than the usual interval between two checks.
 */
const renewalPauseMs = 60_000

export interface Sweep {
  /** Starts the checks and renewals that are due, and does not wait for them. */
  run: () => Promise<void>
  /** Resolves when no work runs. */
  ended: () => Promise<void>
  /** Starts no further work. Work that runs is finished. */
  stop: () => void
}

/** The part of the sweep for one provider: its due work, and the workers that do it. */
interface ProviderSweep {
  circuit: Circuit
  /** Returns the next due work, or `undefined` when none is due. */
  take: () => Promise<DueWork | undefined>
  workers: Set<Promise<void>>
}

/**
 * Creates the sweep: the background work that checks integrations and renews their access tokens
 * before they run out. Several servers share the work, and each piece of work is done once.
 */
export function createSweep(
  context: PlatformContext,
  { checks, circuits, dueWork }: { checks: Checks; circuits: Circuits; dueWork: DueWorkStore },
): Sweep {
  const { log, lateWork, now, settings } = context
  const rowIsolation = createRowIsolation(log)
  const spareTime = createSpareTime()
  const workByColumn = {
    renew_at: checks.renew,
    next_check_at: (work: DueWork) => checks.check(work, 'sweep'),
  }
  const columns = ['renew_at', 'next_check_at'] as const
  const sweeps = createPerProvider(
    (provider): ProviderSweep => ({
      circuit: circuits.of(provider),
      take: createTake(provider),
      workers: new Set(),
    }),
  )
  /** Claimed work that was interrupted because the store could not be used. */
  const interrupted: { work: DueWork; claimedUntil: number }[] = []
  let isStopped = false

  async function doWork(work: DueWork): Promise<void> {
    const claimedUntil = await dueWork.claim(work)
    if (claimedUntil === undefined) return
    try {
      const isDone = await rowIsolation.workOn(work.id, () => workByColumn[work.column](work))
      const isSoon = !isDone && work.column === 'renew_at'
      const pauseMs = isSoon ? renewalPauseMs : settings.healthCheckIntervalMs
      await dueWork.release(work, claimedUntil, now() + pauseMs)
    } catch (error) {
      interrupted.push({ work, claimedUntil })
      throw error
    }
  }

  /** Makes the interrupted work due now, so that it does not wait for the end of its claim. */
  async function resumeInterrupted(): Promise<void> {
    for (let [first] = interrupted; first; [first] = interrupted) {
      await dueWork.release(first.work, first.claimedUntil, now())
      interrupted.shift()
    }
  }

  /** Returns a function that takes the next due work of a provider, or `undefined` when none is due. */
  function createTake(provider: KnownServiceAndEnvironment): ProviderSweep['take'] {
    let listed: DueWork[] = []
    let listing: Promise<void> | undefined
    async function list(): Promise<void> {
      for (const column of columns) {
        listed = await dueWork.list(column, provider, listedAtOnce)
        if (listed.length > 0) return
      }
    }
    return async () => {
      if (listed.length === 0) {
        listing ??= list().finally(() => {
          listing = undefined
        })
        await listing
      }
      return listed.shift()
    }
  }

  /**
   * Returns whether this many workers may run at the same time: four usually, none during a pause,
   * one after it.
   */
  function mayRun(workerCount: number, { circuit }: ProviderSweep): boolean {
    return !isStopped && workerCount <= circuit.limitOf(atOncePerProvider)
  }

  async function workOneByOne(sweep: ProviderSweep): Promise<void> {
    try {
      for (let work = await sweep.take(); work; work = await sweep.take()) {
        await doWork(work)
        await spareTime()
        if (!mayRun(sweep.workers.size, sweep)) return
      }
    } catch (error) {
      log.error({ job: 'checks', ...traceOf(error) }, 'background work failed')
    }
  }

  function startWorkers(sweep: ProviderSweep): void {
    while (mayRun(sweep.workers.size + 1, sweep)) {
      const worker = workOneByOne(sweep).finally(() => sweep.workers.delete(worker))
      sweep.workers.add(worker)
      lateWork.add(worker)
    }
  }

  async function startOrPostpone(column: DueColumn, provider: KnownServiceAndEnvironment) {
    const sweep = sweeps.of(provider)
    const pauseEndsAt = sweep.circuit.pauseEndsAt()
    if (pauseEndsAt !== undefined && pauseEndsAt > now())
      await dueWork.postpone(column, provider, pauseEndsAt)
    else startWorkers(sweep)
  }

  return {
    async run() {
      await resumeInterrupted()
      const providers = await dueWork.listProviders()
      for (const column of columns)
        for (const provider of providers[column]) await startOrPostpone(column, provider)
    },
    async ended() {
      const running = () => sweeps.all().flatMap(({ workers }) => [...workers])
      while (running().length > 0) await Promise.all(running())
    },
    stop() {
      isStopped = true
    },
  }
}
