import type { Log } from '@/lib/http/log'
import type { SimulatedVendors } from './integrations/inject-fault'
import type { Sandbox } from './sandbox/sandbox'
import type { Signals } from './signals/signals'

/** Creates the simulated vendors, as far as a fault needs them. They send their signals to this server. */
export function createSimulatedVendors(
  sandbox: Sandbox,
  signals: Signals,
  log: Log,
): SimulatedVendors {
  return {
    injectFault: sandbox.injectFault,
    resetAccount: sandbox.resetAccount,
    async signalRevocation(service, credential) {
      const signal = await sandbox.revocationSignal(service, credential)
      if (!signal) return
      const { status } = await signals.handle(signal)
      if (status >= 400) log.warn({ service, status }, 'a signal of the sandbox was refused')
      await signals.ended()
    },
  }
}
