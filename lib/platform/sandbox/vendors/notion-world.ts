import { z } from 'zod'
import { findAccount } from '../accounts'
import type { Kind, Seed } from '../worlds'
import {
  emptyValues,
  type Properties,
  propertyTypes,
  richText,
  type Values,
} from './notion-property'

const parentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('workspace'), workspace: z.literal(true) }),
  z.object({ type: z.literal('page_id'), page_id: z.string() }),
  z.object({
    type: z.literal('data_source_id'),
    data_source_id: z.string(),
    database_id: z.string(),
  }),
])

const pageSchema = z.object({
  parent: parentSchema,
  properties: z.record(z.string(), z.looseObject({ id: z.string(), type: z.string() })),
  markdown: z.string(),
  created_time: z.string(),
  last_edited_time: z.string(),
  created_by: z.string(),
  in_trash: z.boolean(),
})
export type Page = z.infer<typeof pageSchema>

const databaseSchema = z.object({
  title: z.string(),
  page_id: z.string(),
  data_sources: z.array(z.object({ id: z.string(), name: z.string() })),
})
const dataSourceSchema = z.object({
  title: z.string(),
  database_id: z.string(),
  page_id: z.string(),
  properties: z.record(z.string(), z.enum(propertyTypes)),
})
export type DataSource = z.infer<typeof dataSourceSchema>

export const pages: Kind<Page> = { name: 'page', schema: pageSchema }
export const databases: Kind<z.infer<typeof databaseSchema>> = {
  name: 'database',
  schema: databaseSchema,
}
export const dataSources: Kind<DataSource> = { name: 'data_source', schema: dataSourceSchema }

/** The properties of a page that is not in a data source. */
export const titleOnly: Properties = { title: 'title' }

const handbook = 'a1b0c000-0000-4000-8000-000000000001'
const notes = 'a1b0c000-0000-4000-8000-000000000002'
const database_id = 'da7aba5e-0000-4000-8000-000000000001'
const data_source_id = 'da7a50ce-0000-4000-8000-000000000001'
const taskProperties: Properties = {
  Name: 'title',
  Status: 'select',
  Estimate: 'number',
  Due: 'date',
  Done: 'checkbox',
  Tags: 'multi_select',
}
const seededTasks = [
  ['Bake the samples', 'Done', 3, '2026-10-20', ['Kitchen']],
  ['Paint the sign', 'To do', 5, '2026-11-12', ['Shop', 'Outside']],
  ['Renew the insurance', 'In progress', 1, '2026-11-30', []],
  ['Call the supplier', 'To do', null, null, ['Kitchen']],
] as const

function taskValues([name, status, estimate, due, tags]: (typeof seededTasks)[number]): Values {
  const option = (text: string) => ({ id: `option-${text}`, name: text, color: 'default' })
  const given: Record<string, unknown> = {
    Name: richText(name),
    Status: option(status),
    Estimate: estimate,
    Due: due && { start: due, end: null, time_zone: null },
    Done: status === 'Done',
    Tags: tags.map(option),
  }
  const values = emptyValues(taskProperties)
  for (const [property, value] of Object.entries(values)) value[value.type] = given[property]
  return values
}

/** Writes the pages and the database with which each workspace begins. */
export const seedNotion: Seed = async (world, { subject }) => {
  const time = '2026-10-01T09:00:00.000Z'
  const facts = {
    created_time: time,
    last_edited_time: time,
    created_by: findAccount('notion', subject).facts.user_id ?? '',
    in_trash: false,
  }
  const put = (id: string, page: Pick<Page, 'parent' | 'properties' | 'markdown'>) =>
    world.put(pages, id, { ...facts, ...page })
  const titled = (title: string): Values => ({
    title: { id: 'title', type: 'title', title: richText(title) },
  })
  await put(handbook, {
    parent: { type: 'workspace', workspace: true },
    properties: titled('Team handbook'),
    markdown: '# Welcome\n\nWe bake bread, and we answer within a day.',
  })
  await put(notes, {
    parent: { type: 'page_id', page_id: handbook },
    properties: titled('Meeting notes'),
    markdown: '## 26 October\n\n- The oven is repaired.\n- The sign is still to be painted.',
  })
  const data_sources = [{ id: data_source_id, name: 'Tasks' }]
  await world.put(databases, database_id, { title: 'Tasks', page_id: handbook, data_sources })
  const source = { title: 'Tasks', database_id, page_id: handbook, properties: taskProperties }
  await world.put(dataSources, data_source_id, source)
  for (const [index, task] of seededTasks.entries()) {
    await put(`a1b0c000-0000-4000-8000-0000000000${11 + index}`, {
      parent: { type: 'data_source_id', data_source_id, database_id },
      properties: taskValues(task),
      markdown: '',
    })
  }
}
