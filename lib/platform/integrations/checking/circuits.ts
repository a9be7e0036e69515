import type { PlatformContext } from '../../core/context'
import type { KnownServiceAndEnvironment } from '../../core/known-service-and-environment'
import { createPerProvider } from '../../core/per-provider'
import type { ProviderError } from '../../providers/provider-error'
import { type Circuit, createCircuit } from './circuit'
import type { DueWorkStore } from './due-work'

type CheckedRow = KnownServiceAndEnvironment & { id: string }

export interface Circuits {
  of: (provider: KnownServiceAndEnvironment) => Circuit
  /** Returns each provider that was asked since the start, and whether this process leaves it alone. */
  list: () => { provider: KnownServiceAndEnvironment; isLeftAlone: boolean }[]
  /** Records a definitive answer. When it ends a pause, the checks that waited for its end are brought forward. */
  answered: (row: CheckedRow) => Promise<void>
  /**
   * Records that there was no definitive answer. Raises an operator alarm when that begins a pause.
   */
  failed: (row: CheckedRow, error: ProviderError) => void
}

/** Creates the circuits of all providers in this process. */
export function createCircuits(
  { log, now }: Pick<PlatformContext, 'log' | 'now'>,
  dueWork: DueWorkStore,
): Circuits {
  const circuits = createPerProvider((provider) => ({ provider, circuit: createCircuit(now) }))
  const circuitOf = (provider: KnownServiceAndEnvironment) => circuits.of(provider).circuit

  return {
    of: circuitOf,
    list: () =>
      circuits.all().map(({ provider, circuit }) => ({
        provider,
        isLeftAlone: circuit.pauseEndsAt() !== undefined,
      })),
    async answered(row) {
      const { id, service, environment } = row
      if (!circuitOf(row).answered(id)) return
      log.info({ service, environment }, 'a provider that was left alone answers again')
      await dueWork.bringForward({ service, environment })
    },
    failed(row, error) {
      const { id, environment } = row
      if (!circuitOf(row).failed(id, error.retryAfterSeconds)) return
      log.error(
        { environment, ...error.fields },
        'operator alarm: a provider fails for many integrations and is left alone for a while',
      )
    },
  }
}
