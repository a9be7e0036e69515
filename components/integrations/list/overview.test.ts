import { expect, test } from 'vitest'
import { sortByCondition } from './order'
import { addressOf, onePageOf, overviewOf, readListPart } from './overview'

const list = Array.from({ length: 150 }, (_, number) => ({
  id: `int_${number}`,
  service: number % 2 ? 'slack' : 'github',
  status: number % 10 === 0 ? 'error' : 'connected',
  connected_at: null,
  available_tools: [],
}))
const partOf = (query: string) => readListPart(new URLSearchParams(query))

test('an overview counts the whole list, even when a filter is set', () => {
  const overview = overviewOf(list, partOf('q=slack'))
  expect(overview).toMatchObject({
    totalCount: 150,
    foundCount: 75,
    counts: { broken: 15, connected: 135 },
  })
  expect(overview.broken.map(({ id }) => id)).toEqual(['int_0', 'int_10', 'int_20'])
})

test('the overview of one page has the cards of that page and the counts of the whole list', () => {
  const thirdPage = onePageOf(overviewOf(list, partOf('page=3')))
  expect(thirdPage).toMatchObject({ totalCount: 150, foundCount: 150, start: 120, cardsStart: 120 })
  expect(thirdPage.cards.map(({ id }) => id)).toEqual(
    sortByCondition(list)
      .slice(120)
      .map(({ id }) => id),
  )
})

test('all pages together have every card exactly once', () => {
  const pages = [1, 2, 3].map((page) => onePageOf(overviewOf(list, partOf(`page=${page}`))))
  expect(pages.flatMap(({ cards }) => cards)).toEqual(sortByCondition(list))
})

test.each(['page=4', 'page=0', 'page=-1', 'page=x', 'page=1.5', 'page=99999999999999999999', ''])(
  'the parameters "%s" lead to the first page',
  (query) => {
    expect(onePageOf(overviewOf(list, partOf(query)))).toMatchObject({ start: 0, cardsStart: 0 })
  },
)

test('the address of a part of the list has the filter, and the page number unless it is 1', () => {
  expect(addressOf(partOf('q=a+b&status=error&page=2'))).toBe(
    '/integrations?q=a+b&status=error&page=2',
  )
  expect(addressOf(partOf('page=1'))).toBe('/integrations')
})
