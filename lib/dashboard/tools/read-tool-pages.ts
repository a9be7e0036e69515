import 'server-only'
import { notFound } from 'next/navigation'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { toolCallIdPattern } from '@/lib/contract/api/tool-call'
import type { CallsView, IntegrationUse, ToolsView } from '@/lib/contract/view/tools'
import { startOfToday } from '@/lib/contract/view/zone-clock'
import { theDashboard } from '../running-dashboard'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'

/** How many calls the page of an integration shows. */
const shownCalls = 8
const callsPerPage = 50

/** Reads what the page about tools shows. Calls `notFound` when Miteos has no live tools. */
export async function readToolsPage(): Promise<ToolsView> {
  const returnTo = '/integrations/tools'
  const session = await requireSession(returnTo)
  if (session.accountId === null) notFound()
  const miteos = miteosForPage(session)
  const [viewer, tools] = await Promise.all([
    requireViewer(session, returnTo),
    firstAnswer(miteos, miteos.tools.list(), { withoutTimeLimit: true, returnTo }),
  ])
  if (tools.kind === 'failed' && tools.failure.kind === 'not_found') notFound()
  return { viewer, tools }
}

/**
 * Reads how the tools of all integrations are used, and the last calls with one integration, for a
 * page about it. Both are empty when the API tells no account, because it has no live tools then.
 *
 * @param zone the time zone of the reader, in which the day begins
 */
export async function readIntegrationUse(
  id: string,
  zone: string,
  options: { withoutTimeLimit: boolean; returnTo: string },
): Promise<IntegrationUse> {
  const session = await requireSession(options.returnTo)
  const miteos = miteosForPage(session)
  const hasBoth = session.accountId !== null && integrationIdPattern.test(id)
  const since = startOfToday(theDashboard().now(), zone)
  const listed = async () =>
    (await miteos.tools.calls({ integrationId: id, limit: shownCalls })).items
  const [usage, calls] = await Promise.all([
    firstAnswer(miteos, hasBoth ? miteos.tools.usage(since) : Promise.resolve([]), options),
    firstAnswer(miteos, hasBoth ? listed() : Promise.resolve([]), options),
  ])
  return { usage, calls }
}

/** Reads one page of the calls with an integration. Calls `notFound` when the person has no integration with the id. */
export async function readCallsPage(id: string, cursor: string | undefined): Promise<CallsView> {
  const returnTo = `/integrations/${encodeURIComponent(id)}/calls`
  const session = await requireSession(returnTo)
  if (session.accountId === null || !integrationIdPattern.test(id)) notFound()
  const miteos = miteosForPage(session)
  const options = { withoutTimeLimit: true, returnTo }
  const after = cursor !== undefined && toolCallIdPattern.test(cursor) ? cursor : undefined
  const listed = miteos.tools.calls({ integrationId: id, limit: callsPerPage, cursor: after })
  const [viewer, integration, calls] = await Promise.all([
    requireViewer(session, returnTo),
    firstAnswer(miteos, miteos.get(id), options),
    firstAnswer(miteos, listed, options),
  ])
  if (calls.kind === 'failed' && calls.failure.kind === 'not_found') notFound()
  return { viewer, integration, calls, isFirstPage: after === undefined }
}
