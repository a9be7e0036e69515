import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { commitFiles } from './commit-files'
import { createIssue } from './create-issue'
import { openPullRequest } from './open-pull-request'
import { readIssue } from './read-issue'
import { readRepository } from './read-repository'

const oid = 'a'.repeat(40)
const api = 'https://api.github.com'
const issue = {
  number: 7,
  html_url: 'https://github.com/acme/website/issues/7',
  title: 'Title',
  state: 'open',
  body: null,
  user: { login: 'ana-lima' },
  labels: [{ name: 'bug' }, 'old form'],
  assignees: [],
}
const failed = (status: number, body: object) => () => Response.json(body, { status })

test('each request has the token, the media type and the version', async () => {
  const { sent } = await runOnWire(
    readIssue,
    { repository: 'acme/website', number: 7 },
    { answer: () => Response.json(issue) },
  )
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${api}/repos/acme/website/issues/7`,
  ])
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({
    authorization: 'Bearer access-token',
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': 'Miteos',
  })
})

test('create_issue sends the body with a comment that shows the key, and tells what was dropped', async () => {
  const { output, sent } = await runOnWire(
    createIssue,
    {
      repository: 'acme/website',
      title: 'T',
      body: 'B',
      labels: ['Bug', 'other'],
      assignees: ['x'],
    },
    { answer: () => Response.json(issue, { status: 201 }), key: 'k --> 1' },
  )
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    title: 'T',
    body: 'B\n\n<!-- miteos-key: k%20--%3E%201 -->',
    labels: ['Bug', 'other'],
    assignees: ['x'],
  })
  expect(output).toEqual({
    number: 7,
    url: issue.html_url,
    dropped: [
      { field: 'labels', value: 'other' },
      { field: 'assignees', value: 'x' },
    ],
  })
})

test('open_pull_request sends exactly what GitHub takes', async () => {
  const call = { title: 'T', head: 'ben:fix/1', base: 'main', draft: true }
  const { output, sent } = await runOnWire(
    openPullRequest,
    { repository: 'acme/website', ...call },
    { answer: () => Response.json({ number: 8, html_url: 'https://github.com/x' }) },
  )
  expect(sent[0]).toMatchObject({ method: 'POST', url: `${api}/repos/acme/website/pulls` })
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ ...call, body: '' })
  expect(output).toEqual({ number: 8, url: 'https://github.com/x' })
})

test('commit_files reads the head, makes the branch and commits to exactly that head', async () => {
  const repository = { isEmpty: false, branch: null, from: { target: { oid } } }
  const commit = { oid: 'b'.repeat(40), url: 'https://github.com/c' }
  const { output, sent } = await runOnWire(
    commitFiles,
    {
      repository: 'acme/website',
      branch: 'new',
      create_branch_from: 'main',
      message: 'Headline\n\nBody',
      files: [
        { path: 'a/ü.md', content: 'ü' },
        { path: 'b.md', content: null },
      ],
    },
    {
      key: 'key-1',
      answer: (_, index) =>
        [
          Response.json({ data: { repository } }),
          Response.json({ ref: 'refs/heads/new' }, { status: 201 }),
          Response.json({ data: { createCommitOnBranch: { commit } } }),
        ][index] ?? Response.error(),
    },
  )
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST ${api}/graphql`,
    `POST ${api}/repos/acme/website/git/refs`,
    `POST ${api}/graphql`,
  ])
  const bodies = sent.map(({ body }) => JSON.parse(body))
  expect(bodies[0].variables).toEqual({
    owner: 'acme',
    name: 'website',
    branch: 'refs/heads/new',
    from: 'refs/heads/main',
  })
  expect(bodies[1]).toEqual({ ref: 'refs/heads/new', sha: oid })
  expect(bodies[2].variables.input).toEqual({
    branch: { repositoryNameWithOwner: 'acme/website', branchName: 'new' },
    expectedHeadOid: oid,
    message: { headline: 'Headline', body: 'Body\n\nMiteos-Key: key-1' },
    fileChanges: {
      additions: [{ path: 'a/ü.md', contents: 'w7w=' }],
      deletions: [{ path: 'b.md' }],
    },
  })
  expect(output).toEqual({ commit: commit.oid, url: commit.url })
})

test('read_repository encodes each part of a path, and says what is too large', async () => {
  const file = { type: 'file', name: 'a', path: 'a', sha: oid, size: 2_000_000 }
  const tooLarge = { resource: 'Blob', field: 'data', code: 'too_large' }
  for (const answer of [
    () => Response.json({ ...file, encoding: 'none', content: '' }),
    failed(403, { message: 'This API returns blobs up to 1 MB', errors: [tooLarge] }),
  ]) {
    const call = { repository: 'acme/.github', path: 'a b/c?d#e%.md', ref: 'x&y' }
    const { failure, sent } = await runOnWire(readRepository, call, { answer })
    expect(sent[0]?.url).toBe(`${api}/repos/acme/.github/contents/a%20b/c%3Fd%23e%25.md?ref=x%26y`)
    expect(failure).toMatchObject({ message: expect.stringContaining('larger than 1 MB') })
  }
})

test('what a file hides from a reader is left out, and an answer stays short', async () => {
  const text = `a\u202e\r\n${'\u4e00"\n'.repeat(30_000)}`
  const content = Buffer.from(text).toString('base64')
  const file = {
    type: 'file',
    name: 'a',
    path: 'a',
    sha: oid,
    size: 1,
    encoding: 'base64',
    content,
  }
  const { output } = await runOnWire(
    readRepository,
    { repository: 'acme/website', path: 'a' },
    { answer: () => Response.json(file) },
  )
  expect(output).toMatchObject({ content: expect.stringMatching(/^a\n\u4e00/) })
  expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(20_000)
})

test('an issue with the longest of everything stays short', async () => {
  const long = {
    ...issue,
    title: '\u4e00'.repeat(256),
    body: '\u4e00'.repeat(65_536),
    labels: Array.from({ length: 100 }, (_, index) => ({ name: `${'\u4e00'.repeat(48)}${index}` })),
  }
  const { output } = await runOnWire(
    readIssue,
    { repository: 'acme/website', number: 7 },
    { answer: () => Response.json(long) },
  )
  expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(20_000)
  expect(output).toMatchObject({ next_cursor: expect.any(String) })
})

test.each([
  [readRepository, { repository: 'acme' }, 'repository'],
  [readRepository, { repository: 'acme/..' }, 'repository'],
  [readRepository, { repository: 'acme/a/b' }, 'repository'],
  [readRepository, { repository: 'acme/a', path: 'a/../b' }, 'path'],
  [readRepository, { repository: 'acme/a', path: '/a' }, 'path'],
  [readRepository, { repository: 'acme/a', path: '\ud800' }, 'path'],
  [readIssue, { repository: 'acme/a', number: 0 }, 'number'],
  [openPullRequest, { repository: 'acme/a', title: 'x', head: 'a:b:c', base: 'x' }, 'head'],
  [openPullRequest, { repository: 'acme/a', title: 'x', head: 'a', base: 'x..y' }, 'base'],
  [
    commitFiles,
    { repository: 'a/b', branch: 'x', message: 'x', files: [{ path: '.git/config', content: '' }] },
    'files.0.path',
  ],
])('%o does not take %o', (tool, givenArguments, name) => {
  expect(() => tool.prepare(givenArguments)).toThrow(`The argument "${name}" is not valid`)
})

test.each([
  ['bm90IG91cnM'],
  [Buffer.from(JSON.stringify({ page: 'x', skip: 0, limit: 20 })).toString('base64url')],
])('the cursor %s, which did not come from here, is refused', async (cursor) => {
  const { failure } = await runOnWire(
    readIssue,
    { repository: 'acme/website', number: 7, cursor },
    { answer: () => Response.json(issue) },
  )
  expect(failure).toMatchObject({ kind: 'invalid_arguments' })
})
