import { request as githubRequest } from '@octokit/request'
import { beforeAll, expect, it } from 'vitest'
import { githubToken } from '@/tests/support/github-tools'
import { sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

const website = { owner: 'ana-lima', repo: 'website' }
const base64 = (text: string) => Buffer.from(text).toString('base64')

describeOnBothStores('the world of GitHub', async (openStore) => {
  const testSandbox = sandboxOn(await openStore())
  const origin = await serve(testSandbox.sandbox)
  let token = ''
  let request = githubRequest
  beforeAll(async () => {
    token = await githubToken(testSandbox)
    request = githubRequest.defaults({
      baseUrl: `${origin}/sandbox/github`,
      headers: { authorization: `Bearer ${token}` },
    })
  })

  it('@octokit/request opens an issue, comments on it and reads both', async () => {
    const created = await request('POST /repos/{owner}/{repo}/issues', {
      ...website,
      title: 'Bread',
      labels: ['bug', 'bakery'],
      assignees: ['ana-lima'],
    })
    expect(created.status).toBe(201)
    const issue = { ...website, issue_number: created.data.number }
    const comments = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
    await request(`POST ${comments}`, { ...issue, body: 'Fresh at six' })
    await request(`POST ${comments}`, { ...issue, body: 'Sold out at ten' })
    const { data } = await request('GET /repos/{owner}/{repo}/issues/{issue_number}', issue)
    expect(data).toMatchObject({
      title: 'Bread',
      comments: 2,
      user: { login: 'ana-lima', id: 5_830_001 },
      labels: [{ name: 'bug' }, { name: 'bakery' }],
      assignees: [{ login: 'ana-lima' }],
    })
    const first = await request(`GET ${comments}`, { ...issue, per_page: 1 })
    expect(first.data).toMatchObject([{ body: 'Fresh at six' }])
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.link ?? '')?.[1]
    expect(new URL(next ?? '').searchParams.get('page')).toBe('2')
    const second = await request(`GET ${comments}`, { ...issue, per_page: 1, page: 2 })
    expect(second.data).toMatchObject([{ body: 'Sold out at ten' }])
    const own = await request('GET /repos/{owner}/{repo}/issues', {
      ...website,
      creator: 'ana-lima',
    })
    expect(own.data.map(({ title }) => title)).toEqual(['Bread'])
  })

  it('@octokit/request writes a file, which needs the version that it replaces', async () => {
    const file = { ...website, path: 'docs/opening hours.md', message: 'Write', branch: 'main' }
    const route = 'PUT /repos/{owner}/{repo}/contents/{path}'
    const created = await request(route, { ...file, content: base64('Closed on Monday.') })
    expect(created.status).toBe(201)
    const again = { ...file, content: base64('Open on Monday.') }
    await expect(request(route, again)).rejects.toMatchObject({ status: 422 })
    await expect(request(route, { ...again, sha: 'f'.repeat(40) })).rejects.toMatchObject({
      status: 409,
    })
    const sha = created.data.content?.sha ?? ''
    expect((await request(route, { ...again, sha })).status).toBe(200)
    const read = 'GET /repos/{owner}/{repo}/contents/{path}'
    const { data } = await request(read, { ...website, path: file.path })
    expect(data).toMatchObject({ type: 'file', encoding: 'base64', size: 15 })
    const folder = await request(read, { ...website, path: 'docs' })
    expect(folder.data).toMatchObject([{ type: 'symlink' }, { name: 'opening hours.md' }])
  })

  it('@octokit/request makes a branch, commits to it by GraphQL and opens a pull request', async () => {
    const main = await request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
      ...website,
      ref: 'heads/main',
    })
    const { sha } = main.data.object
    const branch = { ...website, ref: 'refs/heads/cake', sha }
    expect((await request('POST /repos/{owner}/{repo}/git/refs', branch)).status).toBe(201)
    const pull = { ...website, title: 'Cake', head: 'cake', base: 'main' }
    const open = () => request('POST /repos/{owner}/{repo}/pulls', pull)
    await expect(open()).rejects.toThrow('No commits between main and cake')

    const query = `mutation ($input: CreateCommitOnBranchInput!) {
      made: createCommitOnBranch(input: $input) { clientMutationId commit { oid messageHeadline } }
    }`
    const input = {
      branch: { repositoryNameWithOwner: 'ana-lima/website', branchName: 'cake' },
      expectedHeadOid: sha,
      message: { headline: 'Add cake', body: 'At last' },
      fileChanges: { additions: [{ path: 'cake.md', contents: base64('Cake') }] },
    }
    const committed = await request('POST /graphql', { query, variables: { input } })
    expect(committed.data.data).toMatchObject({
      made: { clientMutationId: null, commit: { messageHeadline: 'Add cake' } },
    })
    const stale = await request('POST /graphql', { query, variables: { input } })
    expect(stale.data).toMatchObject({
      data: { made: null },
      errors: [{ type: 'STALE_DATA', path: ['made'] }],
    })

    const opened = await open()
    expect(opened.data).toMatchObject({ title: 'Cake', head: { ref: 'cake' }, state: 'open' })
    await expect(open()).rejects.toThrow('A pull request already exists for ana-lima:cake.')
    const listed = await request('GET /repos/{owner}/{repo}/pulls', {
      ...website,
      head: 'ana-lima:cake',
    })
    expect(listed.data.map(({ number }) => number)).toEqual([opened.data.number])
    await expect(
      request('POST /repos/{owner}/{repo}/pulls', { ...pull, head: 'nowhere' }),
    ).rejects.toMatchObject({
      response: { data: { errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }] } },
    })
  })

  it('without the right to push, labels are left out and nothing else can be written', async () => {
    const sdk = { owner: 'octo-org', repo: 'sdk' }
    const { data } = await request('POST /repos/{owner}/{repo}/issues', {
      ...sdk,
      title: 'Help',
      labels: ['bug'],
    })
    expect(data.labels).toEqual([])
    const ref = { ...sdk, ref: 'refs/heads/mine', sha: 'f'.repeat(40) }
    await expect(request('POST /repos/{owner}/{repo}/git/refs', ref)).rejects.toMatchObject({
      status: 404,
    })
  })

  it.each([
    ['no token', {}, 401],
    ['a dead token', { authorization: 'Bearer gho_dead' }, 401],
    ['an unknown version', { 'x-github-api-version': '2019-01-01' }, 400],
    ['another media type', { accept: 'text/html' }, 415],
    ['no user agent', { 'user-agent': '' }, 403],
  ])('%s is refused with an error of GitHub', async (_, fields, status) => {
    const given: Record<string, string> = { 'user-agent': 'x', authorization: `Bearer ${token}` }
    const headers = status === 401 ? { 'user-agent': 'x', ...fields } : { ...given, ...fields }
    const response = await testSandbox.ask('github', '/user/repos', { headers })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      message: expect.any(String),
      documentation_url: expect.stringContaining('https://docs.github.com/'),
    })
  })

  it.each(['constructor', '__proto__', 'README.md/x', 'src/../README.md'])(
    'there is nothing at the path %s',
    async (path) => {
      await expect(
        request('GET /repos/{owner}/{repo}/contents/{path}', { ...website, path }),
      ).rejects.toMatchObject({ status: 404 })
    },
  )

  it('a method that GitHub does not have is not found', async () => {
    const headers = { 'user-agent': 'x', authorization: `Bearer ${token}` }
    const response = await testSandbox.ask('github', '/repos/acme/website/issues', {
      method: 'DELETE',
      headers,
    })
    expect([response.status, await response.json()]).toMatchObject([404, { message: 'Not Found' }])
  })

  it.each([
    ['text that is no JSON', '{', 400],
    ['a list', '[]', 400],
    ['an issue without a title', '{}', 422],
  ])('%s is refused', async (_, body, status) => {
    const headers = { 'user-agent': 'x', authorization: `Bearer ${token}` }
    const path = '/repos/acme/website/issues'
    const response = await testSandbox.ask('github', path, { method: 'POST', headers, body })
    expect(response.status).toBe(status)
  })
})
