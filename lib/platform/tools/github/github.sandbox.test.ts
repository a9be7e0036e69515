import { beforeAll, expect, it } from 'vitest'
import { githubToken, githubToolsIn } from '@/tests/support/github-tools'
import { sandboxOn, type TestSandbox } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { commitFiles } from './commit-files'
import { createIssue } from './create-issue'
import { githubTools } from './github-tools'
import { openPullRequest } from './open-pull-request'
import { readIssue } from './read-issue'
import { readRepository } from './read-repository'

const website = 'acme/website'

describeOnBothStores('the tools of GitHub in the sandbox', (openStore) => {
  let testSandbox: TestSandbox
  let tools: ReturnType<typeof githubToolsIn>
  beforeAll(async () => {
    testSandbox = sandboxOn(await openStore())
    tools = githubToolsIn(testSandbox, await githubToken(testSandbox))
  })

  it('each example runs as it stands, in the world of each account', async () => {
    for (const account of ['5830001', '5830002', '5830003']) {
      const token = await githubToken(testSandbox, 'repo', account)
      for (const tool of githubTools) {
        for (const example of tool.examples) {
          const output = await githubToolsIn(testSandbox, token).run(tool, example)
          expect(JSON.stringify(output).length).toBeLessThan(20_000)
        }
      }
    }
  })

  it('an issue that was created is read back, without the trace of the call', async () => {
    const call = {
      repository: website,
      title: 'Bread is sold out',
      body: 'By ten.',
      labels: ['BUG'],
    }
    const created = await tools.run(createIssue, call, 'key-1')
    expect(created).toMatchObject({ dropped: [] })
    expect(await tools.findDone(createIssue, call, 'key-1')).toEqual(created)
    expect(await tools.findDone(createIssue, call, 'key-2')).toBeUndefined()
    const { number } = created
    expect(await tools.run(readIssue, { repository: website, number })).toMatchObject({
      title: 'Bread is sold out',
      body: 'By ten.',
      author: 'ana-lima',
      state: 'open',
      labels: ['bug'],
    })
  })

  it('labels and people that GitHub leaves out without a word are told', async () => {
    const created = await tools.run(createIssue, {
      repository: 'octo-org/sdk',
      title: 'Uploads',
      labels: ['question'],
      assignees: ['ana-lima'],
    })
    expect(created.dropped).toEqual([
      { field: 'labels', value: 'question' },
      { field: 'assignees', value: 'ana-lima' },
    ])
  })

  it('an issue of which the answer was lost is found behind many newer ones', async () => {
    const call = { repository: website, title: 'Lost' }
    const lost = await tools.run(createIssue, call, 'lost')
    for (let index = 0; index < 30; index += 1) {
      await tools.run(createIssue, { repository: website, title: `Newer ${index}` })
    }
    expect(await tools.findDone(createIssue, call, 'lost')).toEqual(lost)
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

  it('a commit to a new branch is read back and is found by its key', async () => {
    const call = {
      repository: website,
      branch: 'cake/prices',
      create_branch_from: 'main',
      message: 'Add the prices of cake\n\nA customer asked.',
      files: [
        { path: 'src/cake prices.ts', content: 'export const cake = 5 // “€”\n' },
        { path: 'src/prices.ts', content: null },
      ],
    }
    const committed = await tools.run(commitFiles, call, 'key-3')
    expect(await tools.findDone(commitFiles, call, 'key-3')).toEqual(committed)
    expect(await tools.findDone(commitFiles, call, 'key-4')).toBeUndefined()
    const place = { repository: website, ref: 'cake/prices' }
    expect(await tools.run(readRepository, { ...place, path: 'src/cake prices.ts' })).toEqual({
      kind: 'file',
      content: 'export const cake = 5 // “€”\n',
    })
    const folder = await tools.run(readRepository, { ...place, path: 'src' })
    expect(folder.entries).toMatchObject([{ name: 'cake prices.ts' }, { name: 'index.ts' }])

    const pull = { repository: website, title: 'Cake', head: 'cake/prices', base: 'main' }
    const opened = await tools.run(openPullRequest, pull, 'key-5')
    expect(await tools.findDone(openPullRequest, pull, 'key-5')).toEqual(opened)
    expect(await tools.findDone(openPullRequest, pull, 'key-6')).toBeUndefined()
    await expect(tools.run(openPullRequest, pull, 'key-6')).rejects.toMatchObject({
      kind: 'vendor_refused',
      message: expect.stringContaining('A pull request already exists for acme:cake/prices.'),
    })
    const read = await tools.run(readIssue, { repository: website, number: opened.number })
    expect(read).toMatchObject({ title: 'Cake', body: '' })
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
    const rest = await tools.run(readRepository, { ...place, cursor: first.next_cursor })
    expect(String(first.content) + String(rest.content)).toMatch(/^1\. The shop/)
    expect(String(first.content).length).toBeGreaterThan(10_000)
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

  const files = [{ path: 'a.md', content: 'a' }]
  it.each([
    ['an empty repository', 'ana-lima/notes', {}, 'is empty'],
    ['a missing branch', website, { branch: 'nowhere' }, 'has no branch “nowhere”'],
    ['a missing source', website, { branch: 'x', create_branch_from: 'y' }, 'no branch “y”'],
    ['a repository to read only', 'octo-org/sdk', {}, 'correct permissions'],
    ['a repository of nobody', 'acme/nothing', {}, 'Could not resolve'],
    [
      'a workflow',
      website,
      { files: [{ path: '.github/workflows/a.yml', content: 'a' }] },
      'Leave them out',
    ],
    ['a missing file', website, { files: [{ path: 'no.md', content: null }] }, 'does not exist'],
  ])('a commit is refused for %s', async (_, repository, fields, words) => {
    const call = { repository, branch: 'main', message: 'x', files, ...fields }
    await expect(tools.run(commitFiles, call)).rejects.toMatchObject({
      kind: 'vendor_refused',
      message: expect.stringContaining(words),
    })
  })

  it('a branch that was made for a commit that failed is told', async () => {
    const deleted = [{ path: 'no.md', content: null }]
    const call = { repository: website, branch: 'left', create_branch_from: 'main', message: 'x' }
    await expect(tools.run(commitFiles, { ...call, files: deleted })).rejects.toMatchObject({
      message: expect.stringContaining('The new branch "left" is there'),
    })
  })

  it('without the scope, private repositories are hidden and the failure says what to do', async () => {
    const narrow = githubToolsIn(testSandbox, await githubToken(testSandbox, 'gist'))
    await expect(
      narrow.run(readRepository, { repository: 'ana-lima/notes' }),
    ).rejects.toMatchObject({ kind: 'not_granted' })
    await expect(
      narrow.run(createIssue, { repository: website, title: 'x' }),
    ).rejects.toMatchObject({ kind: 'not_granted' })
  })

  it('issues that are switched off are told', async () => {
    await expect(
      tools.run(createIssue, { repository: 'ana-lima/notes', title: 'x' }),
    ).rejects.toMatchObject({ kind: 'vendor_refused' })
  })
})
