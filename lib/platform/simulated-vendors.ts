import type { Log } from '@/lib/http/log'
import type { Inboxes } from './inboxes/inboxes'
import type { SimulatedVendors } from './integrations/inject-fault'
import type { Sandbox } from './sandbox/sandbox'
import type { Signals } from './signals/signals'

/** Returns what injected faults and resets of accounts need from the simulated vendors. Their signals go to `signals` directly. */
export function createSimulatedVendors(
  sandbox: Sandbox,
  { signals, inboxes }: { signals: Signals; inboxes: Inboxes },
  log: Log,
): SimulatedVendors {
  return {
    injectFault: sandbox.injectFault,
    async resetAccount(service, credential, accountId) {
      const wasReset = await sandbox.resetAccount(service, credential, accountId)
      // The platform, and not the sandbox, keeps what a bot has received, so that is emptied here.
      if (wasReset && service === 'telegram') {
        const [botId = ''] = credential.accessToken.split(':', 1)
        await inboxes.of({ environment: 'test', botId, accountId }).empty()
      }
      return wasReset
    },
    async signalRevocation(service, credential) {
      const signal = await sandbox.revocationSignal(service, credential)
      if (!signal) return
      const { status } = await signals.handle(signal)
      if (status >= 400) log.warn({ service, status }, 'a signal of the sandbox was refused')
      await signals.ended()
    },
  }
}
