import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import type { ShownCheck } from '@/lib/contract/api/check'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import { integrationIdPattern, type ListedIntegration } from '@/lib/contract/api/integration'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import type { Viewer } from '@/lib/contract/view/viewer'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import { readOneIntegration } from './read-one-integration'

interface IntegrationPage {
  viewer: Viewer
  integration: FirstAnswer<ListedIntegration>
  events: FirstAnswer<IntegrationEvent[]>
  checks: FirstAnswer<ShownCheck[]>
}

/**
 * Reads one integration, its history and its checks for the page at `path`. The result is cached, because the page
 * needs it twice: for its title and for its content. Calls `notFound` when no integration can have the id.
 */
export const readIntegrationPage = cache(
  async (id: string, path: string, withoutTimeLimit: boolean): Promise<IntegrationPage> => {
    const session = await requireSession(path)
    const viewer = await requireViewer(session, path)
    if (!integrationIdPattern.test(id)) notFound()
    const miteos = miteosForPage(session)
    // The documented API, which tells no account, has neither a history nor checks.
    const hasBoth = session.accountId !== null
    const history = hasBoth ? miteos.events(id) : Promise.resolve([])
    const lastChecks = hasBoth ? miteos.checks(id) : Promise.resolve([])
    const options = { withoutTimeLimit, returnTo: path }
    const [integration, events, checks] = await Promise.all([
      firstAnswer(miteos, readOneIntegration(miteos, session, id), options),
      firstAnswer(miteos, history, options),
      firstAnswer(miteos, lastChecks, options),
    ])
    return { viewer, integration, events, checks }
  },
)
