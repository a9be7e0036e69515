import 'server-only'
import { notFound } from 'next/navigation'
import type { IntegrationEvent } from '@/lib/contract/event'
import type { FirstAnswer } from '@/lib/contract/failure'
import { integrationIdPattern, type ListedIntegration } from '@/lib/contract/integration'
import { miteosFor } from '../miteos/miteos'
import type { Session } from '../sessions/sessions'
import { firstAnswer } from './first-answer'
import { readOne } from './read-one'

/** One integration and its history, for a page. There is no page for what cannot be an id. */
export async function readIntegration(
  session: Session,
  id: string,
  how: { waits: boolean; returnTo: string },
): Promise<{
  integration: FirstAnswer<ListedIntegration>
  events: FirstAnswer<IntegrationEvent[]>
}> {
  if (!integrationIdPattern.test(id)) notFound()
  const miteos = miteosFor(session)
  const history = session.accountId === null ? Promise.resolve([]) : miteos.events(id)
  const [integration, events] = await Promise.all([
    firstAnswer(miteos, readOne(miteos, session, id), how),
    firstAnswer(miteos, history, how),
  ])
  return { integration, events }
}
