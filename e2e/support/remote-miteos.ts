import { randomUUID } from 'node:crypto'
import { RunningServer } from '@/scripts/running-server'
import { test as base, expect } from './fixtures'
import { ScriptedMiteos } from './scripted-miteos'

export { expect }

/** An API token. The scripted Miteos accepts every token. */
export const token = `mt_live_${'a'.repeat(43)}`

/** Returns the token of another person, for a test after which this person may send no request for a while. */
export function newToken(): string {
  return `${token}${randomUUID()}`
}

/** An integration with the documented fields only. */
export const slack = {
  id: 'int_a',
  service: 'slack',
  status: 'connected',
  connected_at: '2026-11-01T09:30:00Z',
  available_tools: ['post_message'],
}

interface RemoteSetup {
  miteos: ScriptedMiteos
  dashboard: RunningServer
}

interface WorkerFixtures {
  remoteSetup: RemoteSetup
  /** True in a spec whose callbacks have a `state`. It gets its own dashboard, because a dashboard that has received
   * a `state` requires one from then on. */
  echoesState: boolean
}

/** Gives each worker its own dashboard, which uses a remote Miteos. A spec sets the answers of this Miteos. */
export const test = base.extend<RemoteSetup, WorkerFixtures>({
  echoesState: [false, { option: true, scope: 'worker' }],
  remoteSetup: [
    async ({ echoesState: _ }, use) => {
      const miteos = await ScriptedMiteos.start()
      const dashboard = await RunningServer.start({
        keepsLog: true,
        env: {
          MITEOS_API_URL: `${miteos.origin}/v1/`,
          MITEOS_CONNECT_URL: `${miteos.origin}/integrations/connect`,
          UPSTREAM_TIMEOUT_S: '2',
        },
      })
      await use({ miteos, dashboard })
      await dashboard.remove()
      await miteos.close()
    },
    { scope: 'worker' },
  ],
  miteos: async ({ remoteSetup }, use) => {
    remoteSetup.miteos.reset()
    await use(remoteSetup.miteos)
  },
  dashboard: async ({ remoteSetup }, use) => use(remoteSetup.dashboard),
  baseURL: async ({ remoteSetup }, use) => use(remoteSetup.dashboard.origin),
})
