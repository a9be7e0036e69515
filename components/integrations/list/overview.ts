import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'
import { arrange, countByCondition, type Filter, readFilter, writeFilter } from './filter'

/** The number of cards that are shown at first, and that each press of the button adds. */
export const perStep = 60

/** The largest number of integrations that are named above the list because they need reconnecting. */
export const namedAtMost = 3

/** The counts of a whole list, and the cards of it that match the filter. */
export interface Overview {
  total: number
  counts: Record<Condition, number>
  /** A few integrations that need reconnecting; `counts` has the number of all. */
  broken: readonly ListedIntegration[]
  /** The number of integrations that match the filter. */
  found: number
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

export function readListPart(parameters: Pick<URLSearchParams, 'get'>): ListPart {
  const page = Number(parameters.get('page') ?? 1)
  return { filter: readFilter(parameters), page: Number.isSafeInteger(page) && page > 0 ? page : 1 }
}

/** Returns the address of a part of the list. The address of the first page has no page number. */
export function addressOf({ filter, page }: ListPart): string {
  const parameters = new URLSearchParams(writeFilter(filter))
  if (page > 1) parameters.set('page', String(page))
  const query = parameters.toString()
  return query ? `/integrations?${query}` : '/integrations'
}

/** Returns the overview of a list. A page after the end of the list counts as page 1. */
export function overviewOf(
  list: readonly ListedIntegration[],
  { filter, page }: ListPart,
): Overview {
  const cards = arrange(list, filter)
  const start = (page - 1) * perStep
  return {
    total: list.length,
    counts: countByCondition(list),
    broken: list.filter((one) => conditionOf(one) === 'broken').slice(0, namedAtMost),
    found: cards.length,
    start: start < cards.length ? start : 0,
    cards,
    cardsStart: 0,
  }
}

/** Reduces an overview to the cards of one page. */
export function onePageOf(overview: Overview): Overview {
  const { cards, start } = overview
  return { ...overview, cards: cards.slice(start, start + perStep), cardsStart: start }
}
