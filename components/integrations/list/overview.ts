import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'
import { uncheckedSince } from '../words/unchecked-since'
import { countByCondition, type Filter, filterQuery, findInOrder, readFilter } from './filter'
import { type UnansweringService, unansweringServices } from './unanswering'

/** The number of cards that are shown at first, and that each press of the button adds. */
export const cardsPerStep = 60

/** The most integrations that need reconnecting and are named above the list. */
export const maxNamedBroken = 3

/** The counts of the whole list, and the integrations that match the filter. */
export interface Overview {
  totalCount: number
  counts: Record<Condition, number>
  /** The first integrations that need reconnecting, at most `maxNamedBroken`. */
  broken: readonly ListedIntegration[]
  /** The number of working integrations that could not be checked. */
  uncheckedCount: number
  unanswering: readonly UnansweringService[]
  /** The number of integrations that match the filter. */
  foundCount: number
  /** The position, among those that match the filter, of the first card that the page shows. */
  start: number
  /** Integrations that match the filter, in order: all of them, or those of one page. */
  cards: readonly ListedIntegration[]
  /** The position of `cards[0]` among those that match the filter. */
  cardsStart: number
}

/** The part of the list that the address asks for. */
export interface ListPart {
  filter: Filter
  /** The number of the page. The first page is 1. */
  page: number
}

/** Reads the part of the list from the parameters of a URL. An invalid page number counts as page 1. */
export function readListPart(parameters: Pick<URLSearchParams, 'get'>): ListPart {
  const page = Number(parameters.get('page') ?? 1)
  return { filter: readFilter(parameters), page: Number.isSafeInteger(page) && page > 0 ? page : 1 }
}

/** Returns the address of a part of the list. The address of the first page has no page number. */
export function addressOf({ filter, page }: ListPart): string {
  const parameters = new URLSearchParams(filterQuery(filter))
  if (page > 1) parameters.set('page', String(page))
  const query = parameters.toString()
  return query ? `/integrations?${query}` : '/integrations'
}

/** Returns the overview of a list. A page after the end of the list counts as page 1. */
export function overviewOf(
  list: readonly ListedIntegration[],
  { filter, page }: ListPart,
): Overview {
  const cards = findInOrder(list, filter)
  const start = (page - 1) * cardsPerStep
  return {
    totalCount: list.length,
    counts: countByCondition(list),
    broken: list
      .filter((integration) => conditionOf(integration) === 'broken')
      .slice(0, maxNamedBroken),
    uncheckedCount: list.filter((integration) => uncheckedSince(integration) !== undefined).length,
    unanswering: unansweringServices(list),
    foundCount: cards.length,
    start: start < cards.length ? start : 0,
    cards,
    cardsStart: 0,
  }
}

/** Returns the overview with only the cards of the page that it starts at. */
export function onePageOf(overview: Overview): Overview {
  const { cards, start } = overview
  return { ...overview, cards: cards.slice(start, start + cardsPerStep), cardsStart: start }
}
