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

describeOnBothStores('the tools of GitHub that write, in the sandbox', (openStore) => {
  let testSandbox: TestSandbox
  let tools: ReturnType<typeof githubToolsIn>
  beforeAll(async () => {
    testSandbox = sandboxOn(await openStore())
    tools = githubToolsIn(testSandbox, await githubToken(testSandbox))
  })

  it('each example runs as it stands in the world of each account, and again where GitHub lets it', async () => {
    for (const account of ['5830001', '5830002', '5830003']) {
      const token = await githubToken(testSandbox, 'repo', account)
      for (const tool of githubTools) {
        for (const example of tool.examples) {
          const output = await githubToolsIn(testSandbox, token).run(tool, example)
          expect(JSON.stringify(output).length).toBeLessThan(20_000)
          if (tool !== openPullRequest) await githubToolsIn(testSandbox, token).run(tool, example)
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
      message: expect.stringMatching(
        /^The new branch "left" was created\. Then: GitHub .*It remains, without the commit\.$/s,
      ),
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
