import { RunningServer } from '@/scripts/running-server'
import { test as base, expect } from './fixtures'
import { ScriptedMiteos } from './scripted-miteos'

export { expect }

/** A live token, as far as its shape tells; the scripted Miteos takes every token. */
export const token = `mt_live_${'a'.repeat(43)}`

/** An integration as the documents know it. */
export const slack = {
  id: 'int_a',
  service: 'slack',
  status: 'connected',
  connected_at: '2026-11-01T09:30:00Z',
  available_tools: ['post_message'],
}

interface Elsewhere {
  miteos: ScriptedMiteos
  dashboard: RunningServer
}

interface ForWorker {
  elsewhere: Elsewhere
  /** Whether ways back of this Miteos carry a `state`. A dashboard that has seen one insists on it. */
  hasEchoedState: boolean
}

/** A dashboard of its own for each worker, over a Miteos elsewhere that does what a spec tells it. */
export const test = base.extend<Elsewhere, ForWorker>({
  hasEchoedState: [false, { option: true, scope: 'worker' }],
  elsewhere: [
    async ({ hasEchoedState: _ }, use) => {
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
  miteos: async ({ elsewhere }, use) => {
    elsewhere.miteos.reset()
    await use(elsewhere.miteos)
  },
  dashboard: async ({ elsewhere }, use) => use(elsewhere.dashboard),
  baseURL: async ({ elsewhere }, use) => use(elsewhere.dashboard.origin),
})
