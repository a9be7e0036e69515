import { beforeAll, expect, it } from 'vitest'
import { githubToken, githubToolsIn } from '@/tests/support/github-tools'
import { sandboxOn, type TestSandbox } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { commitFiles } from './commit-files'
import { createIssue } from './create-issue'
import { readIssue } from './read-issue'
import { readRepository } from './read-repository'

const website = 'acme/website'

describeOnBothStores('the tools of GitHub that read, in the sandbox', (openStore) => {
  let testSandbox: TestSandbox
  let tools: ReturnType<typeof githubToolsIn>
  beforeAll(async () => {
    testSandbox = sandboxOn(await openStore())
    tools = githubToolsIn(testSandbox, await githubToken(testSandbox))
  })

  it('comments go on page by page, oldest first', async () => {
    const first = await tools.run(readIssue, {
      repository: website,
      number: 1,
      comments: true,
      limit: 1,
    })
    expect(first).toMatchObject({
      body: 'The page of prices shows bread only.\n\nCake should be there too.',
      comments: [{ author: 'rosa-weber' }],
    })
    const second = await tools.run(readIssue, {
      repository: website,
      number: 1,
      comments: true,
      cursor: first.next_cursor,
    })
    expect(second).toMatchObject({ body: '', comments: [{ author: 'ben-okafor' }] })
    expect(second.next_cursor).toBeUndefined()
  })

  it('a text that is longer than an answer goes on until its end', async () => {
    const body = '“A long story.” '.repeat(4000)
    const { number } = await tools.run(createIssue, { repository: website, title: 'Long', body })
    let text = ''
    let cursor: unknown
    do {
      const part = await tools.run(readIssue, { repository: website, number, cursor })
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(20_000)
      text += String(part.body)
      cursor = part.next_cursor
    } while (cursor !== undefined)
    expect(text).toBe(body)
  })

  it('the repositories are those that the account works with', async () => {
    const { kind, entries } = await tools.run(readRepository, {})
    expect(kind).toBe('repositories')
    expect(entries).toContainEqual({ name: 'ana-lima/notes', type: 'repository', is_private: true })
    expect(JSON.stringify(entries)).not.toContain('octo-org')
  })

  it('a folder tells files, folders, symlinks and submodules apart', async () => {
    const typesIn = async (path?: string) => {
      const { entries } = await tools.run(readRepository, { repository: 'ana-lima/website', path })
      return JSON.parse(JSON.stringify(entries)).map(({ name = '', type = '' }) => [name, type])
    }
    expect(await typesIn()).toEqual([
      ['README.md', 'file'],
      ['assets', 'folder'],
      ['data', 'folder'],
      ['docs', 'folder'],
      ['src', 'folder'],
      ['vendor', 'folder'],
    ])
    expect(await typesIn('docs')).toEqual([['latest.md', 'symlink']])
    expect(await typesIn('vendor')).toEqual([['icons', 'submodule']])
    expect(await typesIn('vendor/icons')).toEqual([['icons', 'submodule']])
    const followed = { repository: website, path: 'docs/latest.md' }
    expect(await tools.run(readRepository, followed)).toMatchObject({
      kind: 'file',
      content: expect.stringMatching(/^# Website/),
    })
  })

  it('a long file goes on, and not in another version of it', async () => {
    const place = { repository: 'ana-lima/website', path: 'data/sales.md' }
    const first = await tools.run(readRepository, place)
    let text = String(first.content)
    for (let cursor = first.next_cursor; cursor !== undefined; ) {
      const next = await tools.run(readRepository, { ...place, cursor })
      text += String(next.content)
      cursor = next.next_cursor
    }
    const lines = text.trimEnd().split('\n')
    expect(lines.map((line) => Number.parseInt(line, 10))).toEqual(
      lines.map((_, index) => index + 1),
    )
    expect(lines).toHaveLength(900)
    const files = [{ path: place.path, content: 'Nothing was sold.\n' }]
    const commit = { repository: place.repository, branch: 'main', message: 'Forget', files }
    await tools.run(commitFiles, commit)
    await expect(
      tools.run(readRepository, { ...place, cursor: first.next_cursor }),
    ).rejects.toMatchObject({ message: expect.stringContaining('The file has changed') })
  })

  it('a binary file is told as such', async () => {
    const image = { repository: website, path: 'assets/logo.png' }
    expect(await tools.run(readRepository, image)).toEqual({
      kind: 'file',
      note: 'It is binary and has 10 bytes.',
    })
  })
})
