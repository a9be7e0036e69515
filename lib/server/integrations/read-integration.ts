import 'server-only'
import type { IntegrationEvent } from '@/lib/contract/event'
import type { FirstAnswer } from '@/lib/contract/failure'
import { integrationIdPattern, type ListedIntegration } from '@/lib/contract/integration'
import type { Viewer } from '@/lib/contract/viewer'
import { miteosFor } from '../miteos/miteos'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Session } from '../sessions/sessions'
import { firstAnswer } from './first-answer'

async function readOne(
  miteos: Miteos,
  { hasDetails }: Viewer,
  id: string,
): Promise<ListedIntegration> {
  if (!integrationIdPattern.test(id)) throw new MiteosError('not_found')
  if (hasDetails) return miteos.get(id)
  const found = (await miteos.list()).find((integration) => integration.id === id)
  if (!found) throw new MiteosError('not_found')
  return found
}

async function readEvents(
  miteos: Miteos,
  { hasDetails }: Viewer,
  id: string,
): Promise<IntegrationEvent[]> {
  return hasDetails && integrationIdPattern.test(id) ? miteos.events(id) : []
}

/** One integration and its history, for a page: from its list where the API has no more. */
export async function readIntegration(
  session: Session,
  viewer: Viewer,
  id: string,
  how: { waits: boolean; returnTo: string },
): Promise<{
  integration: FirstAnswer<ListedIntegration>
  events: FirstAnswer<IntegrationEvent[]>
}> {
  const miteos = miteosFor(session)
  const [integration, events] = await Promise.all([
    firstAnswer(miteos, readOne(miteos, viewer, id), how),
    firstAnswer(miteos, readEvents(miteos, viewer, id), how),
  ])
  return { integration, events }
}
