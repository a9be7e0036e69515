import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { World } from '../worlds'
import { invalid, type NotionAnswer, notFound, success } from './notion-answer'
import { idSchema, type NotionCall, notionMethod } from './notion-method'
import { presentPage } from './notion-object'
import { emptyValues, type Properties, plainValue, readValues, richText } from './notion-property'
import { databases, dataSources, type Page, pages, titleOnly } from './notion-world'

const propertiesSchema = z.record(z.string(), z.unknown()).optional()
const parentSchema = z.union([
  z.strictObject({ type: z.literal('page_id').optional(), page_id: idSchema }),
  z.strictObject({ type: z.literal('data_source_id').optional(), data_source_id: idSchema }),
])

export const getPage = notionMethod(z.undefined(), async ({ world, id }) => {
  const page = await world.get(pages, id)
  if (page) return success(presentPage({ id, content: page }))
  return (await world.get(databases, id))
    ? invalid(`Provided ID ${id} is a database, not a page. Use the retrieve database API instead.`)
    : notFound('page', id)
})

interface FoundParent {
  parent: Page['parent']
  schema: Properties
}

async function findParent(
  world: World,
  given: z.infer<typeof parentSchema>,
): Promise<FoundParent | NotionAnswer> {
  if ('page_id' in given) {
    const page = await world.get(pages, given.page_id)
    if (!page || page.in_trash) return notFound('page', given.page_id)
    return { parent: { type: 'page_id', page_id: given.page_id }, schema: titleOnly }
  }
  const { data_source_id } = given
  const dataSource = await world.get(dataSources, data_source_id)
  if (!dataSource) return notFound('data source', data_source_id)
  const { database_id, properties } = dataSource
  return {
    parent: { type: 'data_source_id', data_source_id, database_id },
    schema: properties,
  }
}

export const createPage = notionMethod(
  z.strictObject({
    parent: parentSchema,
    properties: propertiesSchema,
    markdown: z.string().optional(),
  }),
  async ({ world, account, now }, { parent: given, properties = {}, markdown = '' }) => {
    const found = await findParent(world, given)
    if ('body' in found) return found
    const { parent, schema } = found
    const values = readValues(schema, properties)
    if (typeof values === 'string') return invalid(values)
    const page: Page = {
      parent,
      properties: { ...emptyValues(schema), ...values },
      markdown,
      created_time: now,
      last_edited_time: now,
      created_by: account.facts.bot_id ?? '',
      in_trash: false,
    }
    const id = randomUUID()
    const content = withTitleOfContent(page)
    await world.put(pages, id, content)
    return success(presentPage({ id, content }))
  },
)

/** Moves a heading at the beginning of the content to the title, when the page was created without a title. */
function withTitleOfContent(page: Page): Page {
  const [name, title] =
    Object.entries(page.properties).find(([, { type }]) => type === 'title') ?? []
  const heading = /^# (.*)(?:\n|$)/.exec(page.markdown)
  if (!name || !title || !heading || plainValue(title) !== null) return page
  const properties = { ...page.properties, [name]: { ...title, title: richText(heading[1] ?? '') } }
  return { ...page, properties, markdown: page.markdown.slice(heading[0].length).trimStart() }
}

async function schemaOf({ world }: NotionCall, { parent }: Page): Promise<Properties> {
  if (parent.type !== 'data_source_id') return titleOnly
  return (await world.get(dataSources, parent.data_source_id))?.properties ?? titleOnly
}

export const updatePage = notionMethod(
  z.strictObject({ properties: propertiesSchema, in_trash: z.boolean().optional() }),
  async (call, { properties = {}, in_trash }) => {
    const page = await call.world.get(pages, call.id)
    if (!page) return notFound('page', call.id)
    const isInTrash = in_trash ?? page.in_trash
    if (page.in_trash && isInTrash) {
      return invalid("Can't edit page on block with an archived ancestor. Unarchive it first.")
    }
    const values = readValues(await schemaOf(call, page), properties)
    if (typeof values === 'string') return invalid(values)
    const content = {
      ...page,
      properties: { ...page.properties, ...values },
      in_trash: isInTrash,
      last_edited_time: call.now,
    }
    await call.world.put(pages, call.id, content)
    return success(presentPage({ id: call.id, content }))
  },
)
