import { describe, expect, test } from 'vitest'
import { problemCodes } from '@/lib/contract/api/problem'
import {
  allSections,
  blocksOf,
  contentFor,
  documentOf,
  factsFor,
} from '@/tests/support/developers-content'
import { appUrl, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { developersContent } from './content'
import { markdownOf } from './markdown'
import { errorBlocks } from './sections/errors'
import { callsOf } from './sections/reference'

const addresses = /https?:\/\/[^\s'"`)\\]+/g

describeOnBothStores('the developers’ page', (openStore) => {
  test('has every call of the document, each with an address of its own', async () => {
    const { document } = await documentOf(platformOn(await openStore()))
    const sections = allSections(contentFor(document).sections)
    const calls = sections.flatMap(({ call }) => (call ? `${call.method} ${call.path}` : []))
    expect(calls.toSorted()).toEqual(
      callsOf(document)
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .toSorted(),
    )
    expect(calls.length).toBeGreaterThan(10)
    const ids = sections.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has the same sections and the same code as Markdown', async () => {
    const { document } = await documentOf(platformOn(await openStore()))
    const content = contentFor(document)
    const markdown = markdownOf(content, appUrl)
    const headings = [...markdown.matchAll(/^#{2,4} (.+)$/gm)].map(([, title]) => title)
    expect(headings).toEqual(allSections(content.sections).map(({ title }) => title))
    for (const { code } of blocksOf(content, 'code')) expect(markdown).toContain(code)
    for (const { snippets } of blocksOf(content, 'snippets'))
      for (const { code } of snippets) expect(markdown).toContain(code)
    expect(markdown).not.toMatch(/\]\(\//)
  })

  test('names the host of this server in every example', async () => {
    const { document } = await documentOf(platformOn(await openStore()))
    const facts = {
      ...factsFor('live'),
      appUrl: 'https://platform.example',
      apiAddress: 'https://platform.example/v1',
      connectUrl: 'https://platform.example/integrations/connect',
    }
    const content = developersContent(facts, document)
    for (const { snippets } of blocksOf(content, 'snippets'))
      for (const { code } of snippets) expect(code).toContain('https://platform.example/v1/')
    const commands = blocksOf(content, 'code').filter(({ isForCopying }) => isForCopying)
    const hosts = commands.flatMap(({ code }) => code.match(addresses) ?? [])
    expect(new Set(hosts.map((address) => new URL(address).host))).toEqual(
      new Set(['platform.example', 'localhost:8080']),
    )
    expect(JSON.stringify(content)).toContain('mt_live_…')
  })
})

describe('the developers’ page without a document', () => {
  const content = contentFor(null)

  test('says that there is no document, and keeps the parts that do not need it', () => {
    const reference = content.sections.find(({ id }) => id === 'reference')
    expect(JSON.stringify(reference)).toContain('cannot be listed here')
    expect(content.sections.map(({ title }) => title)).toEqual([
      'Quick start',
      'Authentication',
      'Connect links',
      'Agents (MCP)',
      'Webhooks',
      'Reference',
      'Errors',
      'Idempotency',
      'Limits',
      'Sandbox',
    ])
  })

  test('has no link to a section that is missing', () => {
    const ids = allSections(content.sections).map(({ id }) => id)
    const links = JSON.stringify(content).match(/\]\((?:\/developers)?#[\w-]+\)/g) ?? []
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(ids).toContain(link.replace(/^.*#|\)$/g, ''))
  })

  test('does not name limits that a remote Miteos may not have', () => {
    const remote = developersContent({ ...factsFor(), limits: null, tools: null }, null)
    const limits = remote.sections.find(({ id }) => id === 'limits')
    expect(JSON.stringify(limits)).toContain('RateLimit-Policy')
    expect(JSON.stringify(limits)).not.toContain('600')
    expect(JSON.stringify(remote)).not.toContain('npm run')
  })

  test.each(problemCodes)('explains the code %s', (code) => {
    const errors = content.sections.find(({ id }) => id === 'errors')
    expect(JSON.stringify(errors)).toContain(`/developers/errors/${code}`)
    const [meaning] = errorBlocks(code, appUrl)
    expect(meaning).toMatchObject({ kind: 'text', text: expect.stringMatching(/\.$/) })
  })
})
