import { Client as Notion } from '@notionhq/client'
import { beforeAll, expect, it } from 'vitest'
import { notionToken } from '@/tests/support/notion-token'
import { sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

const page_id = 'a1b0c000-0000-4000-8000-000000000002'
const database_id = 'da7aba5e-0000-4000-8000-000000000001'

describeOnBothStores('a workspace of Notion', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)
  let auth = ''

  const clientOf = (notionVersion: string) =>
    new Notion({
      baseUrl: `${origin}/sandbox/notion`,
      notionVersion,
      auth,
      retry: false,
      logger: () => {},
    })

  beforeAll(async () => {
    auth = await notionToken(testSandbox)
  })

  it('@notionhq/client finds the database, adds a row, changes it and queries it', async () => {
    const notion = clientOf('2025-09-03')
    const database = await notion.databases.retrieve({ database_id })
    const data_source_id = 'data_sources' in database ? (database.data_sources[0]?.id ?? '') : ''
    const dataSource = await notion.dataSources.retrieve({ data_source_id })
    expect(dataSource).toMatchObject({
      title: [{ plain_text: 'Tasks' }],
      properties: { Name: { type: 'title' }, Due: { type: 'date' } },
    })
    const row = await notion.pages.create({
      parent: { type: 'data_source_id', data_source_id },
      properties: {
        Name: { title: [{ text: { content: 'Sweep the yard' } }] },
        Status: { select: { name: 'To do' } },
        Due: { date: { start: '2026-12-01' } },
        Estimate: { number: 4 },
      },
    })
    await notion.pages.update({
      page_id: row.id,
      properties: { Done: { checkbox: true }, Tags: { multi_select: [{ name: 'Outside' }] } },
    })
    const found = await notion.dataSources.query({
      data_source_id,
      filter: {
        or: [
          { property: 'Estimate', number: { equals: 4 } },
          { property: 'Tags', multi_select: { contains: 'Shop' } },
        ],
      },
      sorts: [{ property: 'Estimate', direction: 'descending' }],
    })
    expect(found.results).toMatchObject([
      { properties: { Name: { title: [{ plain_text: 'Paint the sign' }] } } },
      {
        id: row.id,
        properties: {
          Done: { checkbox: true },
          Status: { select: { name: 'To do' } },
          Due: { date: { start: '2026-12-01', end: null } },
        },
      },
    ])
    const first = await notion.dataSources.query({ data_source_id, page_size: 3 })
    expect(first).toMatchObject({ has_more: true, request_status: { type: 'complete' } })
    const second = await notion.dataSources.query({
      data_source_id,
      start_cursor: first.next_cursor,
    })
    expect(second).toMatchObject({ has_more: false, next_cursor: null })
    expect(first.results.length + second.results.length).toBe(5)
  })

  it('@notionhq/client writes and reads a page as Markdown, and finds it by its title', async () => {
    const page = await clientOf('2025-09-03').pages.create({
      parent: { type: 'page_id', page_id },
      markdown: '# Minutes\n\nAll agreed.',
    })
    const notion = clientOf('2026-03-11')
    await notion.pages.updateMarkdown({
      page_id: page.id,
      type: 'update_content',
      update_content: { content_updates: [{ old_str: 'agreed', new_str: 'slept' }] },
    })
    await notion.pages.updateMarkdown({
      page_id: page.id,
      type: 'insert_content',
      insert_content: { content: '- The end', position: { type: 'end' } },
    })
    expect(await notion.pages.retrieveMarkdown({ page_id: page.id })).toMatchObject({
      markdown: 'All slept.\n- The end',
      truncated: false,
    })
    const search = { query: 'minutes', filter: { property: 'object', value: 'page' } } as const
    expect((await notion.search(search)).results).toMatchObject([
      { id: page.id, properties: { title: { title: [{ plain_text: 'Minutes' }] } } },
    ])
    await notion.pages.update({ page_id: page.id, in_trash: true })
    expect((await notion.search(search)).results).toEqual([])
    const property = { title: [{ text: { content: 'x' } }] }
    await expect(
      notion.pages.update({ page_id: page.id, properties: { title: property } }),
    ).rejects.toMatchObject({ code: 'validation_error' })
  })

  const ask = async (path: string, headers: Record<string, string>, init: RequestInit = {}) => {
    const response = await testSandbox.ask('notion', path, {
      ...init,
      headers: {
        authorization: `Bearer ${auth}`,
        'content-type': 'application/json',
        'notion-version': '2025-09-03',
        ...headers,
      },
    })
    const { code } = await response.json()
    return [response.status, code]
  }
  const post = (body: string) => ({ method: 'POST', body })

  it.each([
    ['no token', '/v1/search', { authorization: '' }, post('{}'), 401, 'unauthorized'],
    [
      'a version that is none',
      '/v1/search',
      { 'notion-version': '2020-01-01' },
      post('{}'),
      400,
      'validation_error',
    ],
    [
      'Markdown in an older version',
      `/v1/pages/${page_id}/markdown`,
      {},
      {},
      400,
      'invalid_request_url',
    ],
    ['a body that is no JSON', '/v1/search', {}, post('{'), 400, 'invalid_json'],
    ['a form', '/v1/search', { 'content-type': 'text/plain' }, post('{}'), 400, 'invalid_json'],
    ['an unknown field', '/v1/search', {}, post('{"colour":1}'), 400, 'validation_error'],
    ['a long page', '/v1/search', {}, post('{"page_size":101}'), 400, 'validation_error'],
    ['an id that is none', '/v1/pages/x', {}, {}, 400, 'validation_error'],
    [
      'an unknown page',
      '/v1/pages/ffffffffffff4fff8fffffffffffffff',
      {},
      {},
      404,
      'object_not_found',
    ],
    ['a database as a page', `/v1/pages/${database_id}`, {}, {}, 400, 'validation_error'],
  ])('Notion refuses a call with %s', async (_, path, headers, init, status, code) => {
    expect(await ask(path, headers, init)).toEqual([status, code])
  })
})
