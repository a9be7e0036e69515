import { parseMoment } from '@/components/ui/date-words'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Unseen } from '@/lib/contract/view/unseen'
import { integrationName } from '../words/integration-name'
import { conditionOf } from '../words/status-words'

/** A change of the status of an integration. */
export interface Change {
  id: string
  name: string
  /** The end of a sentence that begins with the name. */
  words: string
  /** When the status changed, as the API tells it. */
  at: string
}

/** The latest changes between the last visit of a person and this one, and the number of all of them. */
export interface News {
  latest: readonly Change[]
  count: number
}

const maxNamedChanges = 4

function wordsOf(integration: ListedIntegration): string | undefined {
  switch (conditionOf(integration)) {
    case 'connected':
      return integration.status_since === integration.connected_at ? 'was connected' : 'works again'
    case 'broken':
      return 'stopped working'
    case 'disconnected':
      return 'was disconnected'
    case 'unknown':
      return undefined
  }
}

/** Returns what changed in the given time, or null when nothing did. */
export function newsIn(list: readonly ListedIntegration[], { after, until }: Unseen): News | null {
  const changes = list.flatMap((integration) => {
    const { id, status_since: at = '' } = integration
    const moment = parseMoment(at) ?? 0
    const words = wordsOf(integration)
    if (moment <= after || moment > until || words === undefined) return []
    return [{ id, name: integrationName(integration), words, at, moment }]
  })
  if (changes.length === 0) return null
  const latest = changes
    .sort((one, other) => other.moment - one.moment)
    .slice(0, maxNamedChanges)
    .map(({ moment: _, ...change }) => change)
  return { latest, count: changes.length }
}
