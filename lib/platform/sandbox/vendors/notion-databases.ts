import { z } from 'zod'
import type { Thing } from '../worlds'
import { invalid, notFound, success } from './notion-answer'
import { readFilter } from './notion-filter'
import { listAnswer, notionMethod, pageFields } from './notion-method'
import { presentDatabase, presentDataSource, presentPage } from './notion-object'
import { plainValue } from './notion-property'
import { databases, dataSources, type Page, pages } from './notion-world'

const nothing = z.undefined()

export const getDatabase = notionMethod(nothing, async ({ world, id }) => {
  const database = await world.get(databases, id)
  if (database) return success(presentDatabase(id, database))
  return (await world.get(pages, id))
    ? invalid(`Provided ID ${id} is a page, not a database. Use the retrieve page API instead.`)
    : notFound('database', id)
})

export const getDataSource = notionMethod(nothing, async ({ world, id }) => {
  const dataSource = await world.get(dataSources, id)
  return dataSource
    ? success(presentDataSource({ id, content: dataSource }))
    : notFound('data source', id)
})

const direction = z.enum(['ascending', 'descending'])
const sortSchema = z.union([
  z.strictObject({ property: z.string(), direction }),
  z.strictObject({ timestamp: z.enum(['created_time', 'last_edited_time']), direction }),
])
type Sort = z.infer<typeof sortSchema>

function compare(one: Page, other: Page, sort: Sort): number {
  const of = ({ properties, ...page }: Page) =>
    'property' in sort ? plainValue(properties[sort.property]) : page[sort.timestamp]
  const [first, second] = [of(one), of(other)]
  if (first === null || second === null) return Number(first === null) - Number(second === null)
  const order = first < second ? -1 : Number(first > second)
  return sort.direction === 'ascending' ? order : -order
}

export const queryDataSource = notionMethod(
  z.strictObject({
    ...pageFields,
    filter: z.unknown().optional(),
    sorts: z.array(sortSchema).max(100).optional(),
  }),
  async ({ world, id }, { filter, sorts = [], ...page }) => {
    const dataSource = await world.get(dataSources, id)
    if (!dataSource) return notFound('data source', id)
    const test = filter === undefined ? () => true : readFilter(filter, dataSource.properties)
    if (typeof test === 'string') return invalid(`body failed validation: ${test}.`)
    const unknown = sorts.find(
      (sort) => 'property' in sort && !Object.hasOwn(dataSource.properties, sort.property),
    )
    if (unknown) return invalid('Could not find sort property with name or id.')
    const isRow = ({ content: { parent, in_trash, properties } }: Thing<Page>) =>
      parent.type === 'data_source_id' &&
      parent.data_source_id === id &&
      !in_trash &&
      test(properties)
    const found = (await world.list(pages)).filter(isRow).reverse()
    for (const sort of [...sorts].reverse())
      found.sort((one, other) => compare(one.content, other.content, sort))
    return listAnswer(found.map(presentPage), page)
  },
)

export const search = notionMethod(
  z.strictObject({
    ...pageFields,
    query: z.string().optional(),
    filter: z
      .strictObject({ property: z.literal('object'), value: z.enum(['page', 'data_source']) })
      .optional(),
    sort: z.strictObject({ timestamp: z.literal('last_edited_time'), direction }).optional(),
  }),
  async ({ world }, { query = '', filter, sort, ...page }) => {
    const hasTitle = (title: unknown) =>
      String(title ?? '')
        .toLowerCase()
        .includes(query.trim().toLowerCase())
    const foundPages = (await world.list(pages)).filter(({ content }) => {
      const title = Object.values(content.properties).find(({ type }) => type === 'title')
      return !content.in_trash && hasTitle(plainValue(title))
    })
    const foundSources = (await world.list(dataSources)).filter(({ content }) =>
      hasTitle(content.title),
    )
    const found = [...foundSources.map(presentDataSource), ...foundPages.map(presentPage)]
      .filter(({ object }) => filter === undefined || object === filter.value)
      .sort((one, other) => (one.last_edited_time < other.last_edited_time ? 1 : -1))
    return listAnswer(sort?.direction === 'ascending' ? found.reverse() : found, page)
  },
)
