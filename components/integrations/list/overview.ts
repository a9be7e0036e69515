import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'
import { arrange, countByCondition, type Filter, readFilter, writeFilter } from './filter'

/** So many cards are shown at first, and so many more with each step. */
export const perStep = 60

/** So many of what broke are named above the list. */
export const namedAtMost = 3

/** What the page says about a list: about all of it, and about what the filter leaves. */
export interface Overview {
  total: number
  counts: Record<Condition, number>
  /** The first few of what needs reconnecting; `counts` says how many there are. */
  broken: readonly ListedIntegration[]
  found: number
  /** The position among the found from which on cards are shown. */
  start: number
  /** What the filter leaves, in order, from the position `first` on. */
  cards: readonly ListedIntegration[]
  first: number
}

/** What of the list the address asks for. */
export interface Asked {
  filter: Filter
  /** From 1. */
  page: number
}

export function readAsked(parameters: Pick<URLSearchParams, 'get'>): Asked {
  const page = Number(parameters.get('page') ?? 1)
  return { filter: readFilter(parameters), page: Number.isSafeInteger(page) && page > 0 ? page : 1 }
}

/** The same as an address, of which the first page is the plain one. */
export function addressOf({ filter, page }: Asked): string {
  const parameters = new URLSearchParams(writeFilter(filter))
  if (page > 1) parameters.set('page', String(page))
  const query = parameters.toString()
  return query ? `/integrations?${query}` : '/integrations'
}

export function overviewOf(list: readonly ListedIntegration[], { filter, page }: Asked): Overview {
  const cards = arrange(list, filter)
  const start = (page - 1) * perStep
  return {
    total: list.length,
    counts: countByCondition(list),
    broken: list.filter((one) => conditionOf(one) === 'broken').slice(0, namedAtMost),
    found: cards.length,
    start: start < cards.length ? start : 0,
    cards,
    first: 0,
  }
}

/** As much of an overview as one page shows. */
export function onePageOf(overview: Overview): Overview {
  const { cards, start } = overview
  return { ...overview, cards: cards.slice(start, start + perStep), first: start }
}
