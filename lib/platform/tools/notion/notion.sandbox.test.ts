import { beforeAll, expect, it } from 'vitest'
import { notionToken } from '@/tests/support/notion-token'
import { sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { toolsInSandbox } from '@/tests/support/tool-in-sandbox'
import type { Tool } from '../tool'
import { createPage } from './create-page'
import { notionTools } from './notion-tools'
import { readDatabase } from './read-database'
import { searchWorkspace } from './search-workspace'
import { updatePage } from './update-page'

const handbook = 'a1b0c000-0000-4000-8000-000000000001'
const database = 'da7aba5e-0000-4000-8000-000000000001'
const dataSource = 'da7a50ce-0000-4000-8000-000000000001'

describeOnBothStores('the tools of Notion', async (openStore) => {
  const testSandbox = sandboxOn(await openStore())
  let accessToken = ''

  beforeAll(async () => {
    accessToken = await notionToken(testSandbox)
  })

  const run = (
    tool: Tool,
    given: object,
    intercept?: (request: Request) => Promise<Response | undefined>,
  ) => toolsInSandbox(testSandbox, { credential: { accessToken }, intercept }).run(tool, given)

  async function markdownOf(pageId: unknown): Promise<string> {
    const answer = await testSandbox.ask('notion', `/v1/pages/${pageId}/markdown`, {
      headers: { authorization: `Bearer ${accessToken}`, 'notion-version': '2026-03-11' },
    })
    return (await answer.json()).markdown
  }

  const rowNamed = async (name: string) =>
    run(readDatabase, {
      database_id: database,
      filter: { property: 'Name', title: { equals: name } },
    })

  it.each(
    notionTools.flatMap((tool) =>
      tool.examples.map((example) => [tool.name, example, tool] as const),
    ),
  )('%s runs its example %j, also a second time', async (_, example, tool) => {
    expect(Object.keys(await run(tool, example))).not.toHaveLength(0)
    await run(tool, example)
  })

  it('a row is created with simple values and read back with them', async () => {
    const properties = {
      Status: 'To do',
      Estimate: 2.5,
      Due: '2026-11-20/2026-11-22',
      Done: true,
      Tags: ['Shop', 'Kitchen'],
    }
    const row = { parent_id: database, title: 'Clean the oven', properties }
    const { page_id, url } = await run(createPage, { ...row, markdown: '- Soap' })
    expect(await rowNamed('Clean the oven')).toEqual({
      rows: [{ page_id, url, properties: { Name: 'Clean the oven', ...properties } }],
    })
    expect(await markdownOf(page_id)).toBe('- Soap')
    await run(updatePage, {
      page_id,
      title: 'Clean both ovens',
      properties: { Tags: null, Due: null, Status: { select: { name: 'Done' } } },
    })
    expect(await rowNamed('Clean both ovens')).toMatchObject({
      rows: [{ properties: { Tags: [], Due: null, Status: 'Done', Estimate: 2.5, Done: true } }],
    })
  })

  it('a page is created below a page, found by its title, changed and moved to the trash', async () => {
    const created = await run(createPage, {
      parent_id: handbook.replaceAll('-', ''),
      title: 'Holidays 2027',
      markdown: 'Closed in **August**.',
    })
    const { page_id } = created
    const search = { query: 'holidays', kind: 'page' }
    expect(await run(searchWorkspace, search)).toEqual({
      results: [{ id: page_id, kind: 'page', title: 'Holidays 2027', url: created.url }],
    })
    await run(updatePage, {
      page_id,
      replace: [{ old: 'August', new: 'July' }],
      append_markdown: 'Open again in September.',
    })
    expect(await markdownOf(page_id)).toBe('Closed in **July**.\nOpen again in September.')
    await run(updatePage, { page_id, in_trash: true })
    expect(await run(searchWorkspace, search)).toEqual({ results: [] })
    const bringBack = { page_id, in_trash: false, append_markdown: 'Back.' }
    await run(updatePage, bringBack)
    expect(await markdownOf(page_id)).toContain('Back.')
  })

  it('rows are filtered, sorted and read page by page, also by the id of the data source', async () => {
    const filter = {
      and: [
        { property: 'Done', checkbox: { equals: false } },
        { property: 'Due', date: { is_not_empty: true } },
        { property: 'Due', date: { on_or_after: '2026-11-12' } },
        { property: 'Estimate', number: { greater_than: 0 } },
        { property: 'Tags', multi_select: { does_not_contain: 'Bought' } },
        { property: 'Name', title: { does_not_equal: 'Order flour' } },
      ],
    }
    const sorts = [{ property: 'Due', direction: 'descending' }]
    const query = { database_id: dataSource, filter, sorts, limit: 1 }
    const first = await run(readDatabase, query)
    const second = await run(readDatabase, { ...query, cursor: first.next_cursor })
    expect([first, second]).toMatchObject([
      { rows: [{ properties: { Name: 'Renew the insurance' } }] },
      { rows: [{ properties: { Name: 'Paint the sign' } }] },
    ])
    expect(second).not.toHaveProperty('next_cursor')
    expect(await run(readDatabase, {})).toEqual({
      databases: [{ id: dataSource, title: 'Tasks', url: expect.any(String) }],
    })
  })

  it('a change that fails in the middle says what was done', async () => {
    const page_id = 'a1b0c000-0000-4000-8000-000000000002'
    const change = { page_id, append_markdown: 'One more line.', title: 'Notes' }
    const isAway = async ({ method, url }: Request) =>
      method === 'PATCH' && url.endsWith(page_id)
        ? new Response('', { status: 503, headers: { 'retry-after': '1' } })
        : undefined
    await expect(run(updatePage, change, isAway)).rejects.toMatchObject({
      kind: 'vendor_refused',
      message: expect.stringMatching(/^The content was added to the page\..*only the changes/),
    })
    expect(await markdownOf(page_id)).toContain('One more line.')
  })

  it.each([
    ['an option for a number', { Estimate: 'two' }, '“Estimate” has the type number'],
    ['a property that there is not', { Colour: 'red' }, 'no property “Colour”. There are: “Name”'],
    ['a second title', { Name: 'x' }, 'only as title'],
  ])('a row with %s is refused before it is written', async (_, properties, message) => {
    await expect(
      run(createPage, { parent_id: database, title: 'x', properties }),
    ).rejects.toMatchObject({
      kind: 'invalid_arguments',
      message: expect.stringContaining(message),
    })
  })

  it('an id that the app does not see is answered with the next step', async () => {
    const unknown = 'ffffffff-ffff-4fff-8fff-ffffffffffff'
    const refusal = {
      kind: 'vendor_refused',
      message: expect.stringContaining('with the app in Notion'),
    }
    const create = { parent_id: unknown, title: 'x' }
    await expect(run(createPage, create)).rejects.toMatchObject(refusal)
    const remove = { page_id: unknown, in_trash: true }
    await expect(run(updatePage, remove)).rejects.toMatchObject(refusal)
    await expect(run(readDatabase, { database_id: unknown })).rejects.toMatchObject(refusal)
    await expect(run(readDatabase, { database_id: handbook })).rejects.toMatchObject({
      kind: 'vendor_refused',
    })
  })

  it('a text that is not in the page, or there twice, is not replaced', async () => {
    const page_id = 'a1b0c000-0000-4000-8000-000000000001'
    const before = await markdownOf(page_id)
    const both = [
      { old: 'bread', new: 'cake' },
      { old: 'not there', new: 'x' },
    ]
    await expect(run(updatePage, { page_id, replace: both })).rejects.toThrow('not there')
    await expect(run(updatePage, { page_id, replace: [{ old: 'e', new: 'x' }] })).rejects.toThrow(
      'Multiple matches',
    )
    await expect(run(updatePage, { page_id })).rejects.toThrow('give a change too')
    expect(await markdownOf(page_id)).toBe(before)
  })
})
