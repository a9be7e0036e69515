import type { WayBack } from '@/lib/contract/view/way-back'
import { beginConnect } from '@/lib/dashboard/attempts/begin-connect'
import { completeConnect } from '@/lib/dashboard/attempts/complete-connect'
import { describeForVisitor } from '@/lib/dashboard/attempts/describe-way-back'
import { readWayBackParameters } from '@/lib/dashboard/attempts/way-back-parameters'
import type { Dashboard } from '@/lib/dashboard/dashboard'
import type { Session } from '@/lib/dashboard/sessions/sessions'
import type { Storage } from '@/lib/storage/database'
import { createTestDashboard, signedIn, type TestBrowser } from './dashboard'
import { createFakeEmbedded } from './fake-embedded'
import { integration } from './fake-miteos'
import { redirectTarget } from './redirect-target'

export type Query = Record<string, string> | URLSearchParams

interface Person {
  browser: TestBrowser
  session: Session
}

export const code = `mtoc_${'c'.repeat(43)}`

/** Opens `/callback` and follows its redirects. Returns what the last page shows, and the addresses on the way. */
export async function openCallback(
  dashboard: Dashboard,
  { browser, session }: Person,
  query: Query,
) {
  let parameters = new URLSearchParams(query)
  const addresses: string[] = []
  for (let hop = 0; hop < 3; hop++) {
    const described = await describeForVisitor(dashboard, readWayBackParameters(parameters), {
      visitor: { cookie: browser.cookieHeader(), session },
      requestId: 'reference-1',
    })
    if ('show' in described) return { wayBack: described.show, addresses }
    addresses.push(described.goTo)
    parameters = new URL(described.goTo, 'http://localhost').searchParams
  }
  throw new Error(`the way back does not end: ${addresses.join(' ')}`)
}

/** Begins an attempt with the form of a service. Returns the answer, the address that it leads to and its state. */
export async function begin(
  browser: TestBrowser,
  service = 'slack',
  fields: Record<string, string> = {},
) {
  const path = `/connect/${service}`
  const response = await browser.post(beginConnect, path, { fields, params: { service } })
  const url = new URL(redirectTarget(response), 'http://localhost')
  return { response, url, state: url.searchParams.get('state') ?? '' }
}

export function complete(browser: TestBrowser, fields: Query) {
  return browser.post(completeConnect, '/callback/complete', { fields })
}

/**
 * Opens the callback page, submits its form, and returns the address that the answer leads to.
 */
export async function finish(dashboard: Dashboard, person: Person, query: Query) {
  const { wayBack } = await openCallback(dashboard, person, query)
  if (wayBack.kind !== 'finish') throw new Error(`nothing to press on ${JSON.stringify(wayBack)}`)
  const response = await complete(person.browser, wayBack.fields)
  return response.headers.get('location') ?? ''
}

export const queryOf = (address: string) => new URL(address, 'http://localhost').searchParams
export const causeOf = (wayBack: WayBack) =>
  wayBack.kind === 'failed' ? wayBack.cause : wayBack.kind

/** Creates a dashboard with a signed-in person, over a Miteos that accepts every code. `posts` counts the POSTs. */
export async function startWayBack(storage: Storage) {
  const test = createTestDashboard(storage)
  const connectUrl = 'http://localhost:3000/integrations/connect'
  const embedded = createFakeEmbedded(test.miteos.send)
  const dashboard = { ...test.dashboard, connectUrl, embedded }
  test.miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
  const posts = () => test.miteos.calls.filter((call) => call.startsWith('POST')).length
  const person = await signedIn(dashboard)
  return { ...test, dashboard, person, browser: person.browser, posts }
}
