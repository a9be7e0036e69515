import { expect, test } from 'vitest'
import { inOrder } from './order'
import { addressOf, onePageOf, overviewOf, readListPart } from './overview'

const list = Array.from({ length: 150 }, (_, number) => ({
  id: `int_${number}`,
  service: number % 2 ? 'slack' : 'github',
  status: number % 10 === 0 ? 'error' : 'connected',
  connected_at: null,
  available_tools: [],
}))
const part = (query: string) => readListPart(new URLSearchParams(query))

test('counts all of the list, whatever the filter leaves', () => {
  const overview = overviewOf(list, part('q=slack'))
  expect(overview).toMatchObject({ total: 150, found: 75, counts: { broken: 15, connected: 135 } })
  expect(overview.broken.map(({ id }) => id)).toEqual(['int_0', 'int_10', 'int_20'])
})

test('one page of a list has the cards of that page and the counts of all', () => {
  const third = onePageOf(overviewOf(list, part('page=3')))
  expect(third).toMatchObject({ total: 150, found: 150, start: 120, cardsStart: 120 })
  expect(third.cards.map(({ id }) => id)).toEqual(
    inOrder(list)
      .slice(120)
      .map(({ id }) => id),
  )
})

test('the pages together have every card once', () => {
  const pages = [1, 2, 3].map((page) => onePageOf(overviewOf(list, part(`page=${page}`))))
  expect(pages.flatMap(({ cards }) => cards)).toEqual(inOrder(list))
})

test.each(['page=4', 'page=0', 'page=-1', 'page=x', 'page=1.5', 'page=99999999999999999999', ''])(
  '"%s" is the first page',
  (query) => {
    expect(onePageOf(overviewOf(list, part(query)))).toMatchObject({ start: 0, cardsStart: 0 })
  },
)

test('an address keeps the filter, and names no first page', () => {
  expect(addressOf(part('q=a+b&status=error&page=2'))).toBe(
    '/integrations?q=a+b&status=error&page=2',
  )
  expect(addressOf(part('page=1'))).toBe('/integrations')
})
