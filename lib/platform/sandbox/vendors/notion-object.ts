import type { Thing } from '../worlds'
import { propertyId, richText } from './notion-property'
import type { DataSource, Page } from './notion-world'

const begin = '2026-10-01T09:00:00.000Z'
const urlOf = (id: string) => `https://www.notion.so/${id.replaceAll('-', '')}`
const user = (id: string) => ({ object: 'user', id })

/** Returns a page in the form of Notion's API. */
export function presentPage({ id, content }: Thing<Page>) {
  const { markdown: _, created_by, ...page } = content
  return {
    object: 'page',
    id,
    ...page,
    archived: page.in_trash,
    is_archived: false,
    is_locked: false,
    created_by: user(created_by),
    last_edited_by: user(created_by),
    icon: null,
    cover: null,
    url: urlOf(id),
    public_url: null,
  }
}

/** Returns a data source in the form of Notion's API. */
export function presentDataSource({ id, content }: Thing<DataSource>) {
  const { title, database_id, page_id, properties } = content
  return {
    object: 'data_source',
    id,
    title: richText(title),
    description: [],
    parent: { type: 'database_id', database_id },
    database_parent: { type: 'page_id', page_id },
    is_inline: false,
    in_trash: false,
    archived: false,
    created_time: begin,
    last_edited_time: begin,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, type]) => [
        name,
        { id: propertyId(name, type), name, description: null, type, [type]: {} },
      ]),
    ),
    icon: null,
    cover: null,
    url: urlOf(database_id),
    public_url: null,
  }
}

/** Returns a database in the form of Notion's API. */
export function presentDatabase(
  id: string,
  database: { title: string; page_id: string; data_sources: object[] },
) {
  return {
    object: 'database',
    id,
    title: richText(database.title),
    description: [],
    parent: { type: 'page_id', page_id: database.page_id },
    is_inline: false,
    in_trash: false,
    archived: false,
    is_locked: false,
    created_time: begin,
    last_edited_time: begin,
    data_sources: database.data_sources,
    icon: null,
    cover: null,
    url: urlOf(id),
    public_url: null,
  }
}
