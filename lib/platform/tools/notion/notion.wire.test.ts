import { expect, test } from 'vitest'
import { runOnWire, type SentRequest } from '@/tests/support/tool-wire'
import { createPage } from './create-page'
import { readDatabase } from './read-database'
import { searchWorkspace } from './search-workspace'
import { updatePage } from './update-page'

const page_id = 'a1b0c000-0000-4000-8000-000000000002'
const database_id = 'da7aba5e-0000-4000-8000-000000000001'
const data_source_id = 'da7a50ce-0000-4000-8000-000000000001'
const page = { object: 'page', id: page_id, url: 'https://www.notion.so/x' }
const refused = (status: number, code: string) =>
  Response.json({ object: 'error', status, code, message: `About ${code}` }, { status })

const called = ({ method, url }: SentRequest) => `${method} ${new URL(url).pathname}`

/** Answers like a workspace with one database, whose schema has the given types. */
const workspace =
  (types: Record<string, string>, dataSources = [{ id: data_source_id, name: 'Tasks' }]) =>
  (request: SentRequest) => {
    const properties = Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, { type }]),
    )
    switch (called(request)) {
      case `GET /v1/databases/${database_id}`:
        return Response.json({ object: 'database', data_sources: dataSources })
      case `GET /v1/data_sources/${data_source_id}`:
        return Response.json({ object: 'data_source', id: data_source_id, properties })
      case `GET /v1/pages/${page_id}`:
        return Response.json({ ...page, properties })
      case 'POST /v1/pages':
      case `PATCH /v1/pages/${page_id}`:
        return Response.json(page)
      case `PATCH /v1/pages/${page_id}/markdown`:
        return Response.json({ object: 'page_markdown', id: page_id, markdown: '' })
      default:
        return refused(404, 'object_not_found')
    }
  }

test('create_page shapes simple values by the schema of the only data source of a database', async () => {
  const types = {
    Name: 'title',
    Text: 'rich_text',
    Number: 'number',
    State: 'status',
    Tags: 'multi_select',
    When: 'date',
    Link: 'url',
    Who: 'people',
    Also: 'relation',
    File: 'files',
  }
  const { output, sent } = await runOnWire(
    createPage,
    {
      parent_id: database_id,
      title: 'New',
      markdown: '# Hi',
      properties: {
        Text: 'x'.repeat(1500),
        Number: 0,
        State: 'Open',
        Tags: 'one',
        When: '2026-11-02/2026-11-05',
        Link: null,
        Who: ['user-1'],
        Also: [page_id],
        File: { files: [] },
      },
    },
    { answer: workspace(types) },
  )
  expect(output).toEqual({ page_id, url: 'https://www.notion.so/x' })
  expect(JSON.parse(sent.at(-1)?.body ?? '')).toEqual({
    parent: { type: 'data_source_id', data_source_id },
    markdown: '# Hi',
    properties: {
      Name: { title: [{ type: 'text', text: { content: 'New' } }] },
      Text: {
        rich_text: [1000, 500].map((length) => ({
          type: 'text',
          text: { content: 'x'.repeat(length) },
        })),
      },
      Number: { number: 0 },
      State: { status: { name: 'Open' } },
      Tags: { multi_select: [{ name: 'one' }] },
      When: { date: { start: '2026-11-02', end: '2026-11-05' } },
      Link: { url: null },
      Who: { people: [{ object: 'user', id: 'user-1' }] },
      Also: { relation: [{ id: page_id }] },
      File: { files: [] },
    },
  })
  for (const { headers } of sent) {
    expect(headers.get('authorization')).toBe('Bearer access-token')
    expect(headers.get('notion-version')).toBe('2025-09-03')
  }
})

test('a database with several data sources is not guessed at', async () => {
  const other = { id: page_id, name: 'Archive\u202e' }
  const answer = workspace({}, [{ id: data_source_id, name: 'Tasks' }, other])
  const create = await runOnWire(createPage, { parent_id: database_id, title: 'x' }, { answer })
  const read = await runOnWire(readDatabase, { database_id }, { answer })
  for (const { failure, sent } of [create, read]) {
    expect(failure).toMatchObject({
      kind: 'invalid_arguments',
      message: expect.stringContaining(`${data_source_id} “Tasks”, ${page_id} “Archive”`),
    })
    expect(sent.map(({ method }) => method)).not.toContain('POST')
  }
})

test('update_page replaces, then adds, then changes the properties, and never allows deleting', async () => {
  const { sent } = await runOnWire(
    updatePage,
    {
      page_id,
      title: 'Renamed',
      append_markdown: 'More',
      replace: [{ old: 'a', new: '' }],
      in_trash: true,
    },
    { answer: workspace({ title: 'title' }) },
  )
  const writes = sent.slice(1)
  expect(writes.map(called)).toEqual([
    `PATCH /v1/pages/${page_id}/markdown`,
    `PATCH /v1/pages/${page_id}/markdown`,
    `PATCH /v1/pages/${page_id}`,
  ])
  expect(writes.map(({ headers }) => headers.get('notion-version'))).toEqual([
    '2026-03-11',
    '2026-03-11',
    '2025-09-03',
  ])
  expect(writes.map(({ body }) => JSON.parse(body))).toEqual([
    {
      type: 'update_content',
      update_content: { content_updates: [{ old_str: 'a', new_str: '' }] },
    },
    {
      type: 'insert_content',
      insert_content: { content: 'More', position: { type: 'end' } },
    },
    {
      properties: { title: { title: [{ type: 'text', text: { content: 'Renamed' } }] } },
      in_trash: true,
    },
  ])
})

test('read_database passes the filter on and says when Notion leaves rows out', async () => {
  const filter = { property: 'Done', checkbox: { equals: false } }
  const sorts = [{ timestamp: 'created_time', direction: 'descending' }]
  const { output, sent } = await runOnWire(
    readDatabase,
    { database_id: data_source_id, filter, sorts, limit: 5 },
    {
      answer: ({ method }) =>
        method === 'GET'
          ? refused(404, 'object_not_found')
          : Response.json({
              results: [{ object: 'page', id: page_id }],
              next_cursor: 'next',
              request_status: { type: 'incomplete' },
            }),
    },
  )
  expect(output).toEqual({
    rows: [{ page_id, url: '', properties: {} }],
    incomplete: true,
    next_cursor: expect.any(String),
  })
  expect(sent.map(called)[1]).toBe(`POST /v1/data_sources/${data_source_id}/query`)
  expect(JSON.parse(sent[1]?.body ?? '')).toEqual({ filter, sorts, page_size: 5 })
})

test('search_workspace asks for titles of one kind', async () => {
  const { output, sent } = await runOnWire(
    searchWorkspace,
    { query: 'plan', kind: 'database', limit: 3 },
    {
      answer: () =>
        Response.json({
          results: [{ object: 'data_source', id: 'd', title: [{ plain_text: 'P\u200blan' }] }],
          has_more: false,
          next_cursor: null,
        }),
    },
  )
  expect(output).toEqual({ results: [{ id: 'd', kind: 'database', title: 'Plan', url: '' }] })
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    query: 'plan',
    filter: { property: 'object', value: 'data_source' },
    page_size: 3,
  })
})
