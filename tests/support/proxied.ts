import { disconnectIntegration } from '@/lib/dashboard/integrations/integrations-api'
import type { NewSession } from '@/lib/dashboard/sessions/sessions'
import type { Storage } from '@/lib/storage/database'
import { createTestDashboard, signedIn } from './dashboard'

export const id = 'int_01h2xcejqtf2nbrexx3vqjhp41'
export const path = `/api/integrations/${id}`

/** The headers that a browser sends with a request from our own page. */
export const ownPageHeaders = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }

/** Creates a dashboard over a fake Miteos, with a signed-in person of the account Acme. */
export async function startProxied(storage: Storage, session: Partial<NewSession> = {}) {
  const test = createTestDashboard(storage)
  const person = await signedIn(test.dashboard, { accountName: 'Acme', ...session })
  const disconnect = (headers: Record<string, string>) =>
    person.browser.send(disconnectIntegration, path, { method: 'DELETE', headers }, { id })
  return { ...test, ...person, disconnect }
}
