import 'server-only'
import { activityIdPattern, type ShownActivity } from '@/lib/contract/api/activity'
import { serviceName } from '@/lib/contract/services/catalogue'
import {
  type ActivityView,
  type ActorOption,
  activityPath,
  type FilterOption,
} from '@/lib/contract/view/activity'
import type { Viewer } from '@/lib/contract/view/viewer'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import { apiParameters, readFilters, unusableFilters } from './activity-filters'

const rowsOfPage = 50

/**
 * Returns the list that `read` resolves to, or an empty one when the API fails: a page without some
 * of its filters is better than none.
 */
async function orEmpty<T>(read: Promise<T[]>): Promise<T[]> {
  try {
    return await read
  } catch (error) {
    if (error instanceof MiteosError) return []
    throw error
  }
}

const readPeople = (miteos: Miteos) =>
  orEmpty(
    miteos.people
      .list(null)
      .then(({ items }) => items.map(({ id, name }) => ({ kind: 'person', id, name }))),
  )

const readIntegrations = (miteos: Miteos) =>
  orEmpty(
    miteos.list().then((integrations) =>
      integrations.map(({ id, service, account }) => ({
        id,
        name: [serviceName(service), account && `(${account.name})`].filter(Boolean).join(' '),
      })),
    ),
  )

/** Returns each option once, and adds the chosen one when it is missing. */
function uniqueOptions(
  options: readonly FilterOption[],
  chosen: string | undefined,
): FilterOption[] {
  const names = new Map(options.map(({ id, name }) => [id, name]))
  if (chosen !== undefined && !names.has(chosen)) names.set(chosen, chosen)
  return [...names].map(([id, name]) => ({ id, name }))
}

/** The kinds of actors, by the beginning of their ids. */
const kindsByPrefix: Record<string, string> = { tok: 'token', per: 'person' }

/** Returns each actor once, and adds the chosen one when it is missing. */
function uniqueActors(actors: readonly ActorOption[], chosen: string | undefined): ActorOption[] {
  const byId = new Map(actors.map((actor) => [actor.id, actor]))
  if (chosen !== undefined && !byId.has(chosen)) {
    const kind = kindsByPrefix[chosen.split('_')[0] ?? ''] ?? 'system'
    byId.set(chosen, { kind, id: chosen, name: chosen })
  }
  return [...byId.values()]
}

const actorsOf = (items: readonly ShownActivity[]) => items.map(({ actor }) => actor)

/**
 * Reads one page of the activity, for the page with these parameters in its address.
 *
 * @param zone the time zone in which the reader means a day
 */
export async function readActivityPage(
  search: Record<string, string | string[] | undefined>,
  zone: string,
): Promise<{ viewer: Viewer; view: ActivityView }> {
  const filters = readFilters(search, zone)
  const returnTo = activityPath(filters)
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const miteos = miteosForPage(session)
  const { cursor } = search
  const after = typeof cursor === 'string' && activityIdPattern.test(cursor) ? { cursor } : {}
  const list = miteos.activity.list({
    ...apiParameters(filters, zone),
    ...after,
    limit: rowsOfPage,
  })
  const [activity, people, integrations] = await Promise.all([
    firstAnswer(miteos, list, { withoutTimeLimit: true, returnTo }),
    readPeople(miteos),
    readIntegrations(miteos),
  ])
  const shown = activity.kind === 'ready' ? actorsOf(activity.value.items) : []
  return {
    viewer,
    view: {
      filters,
      unusable: unusableFilters(search, filters),
      activity,
      isFirstPage: !('cursor' in after),
      actors: uniqueActors([...people, ...shown], filters.actor),
      integrations: uniqueOptions(integrations, filters.integration_id),
    },
  }
}
