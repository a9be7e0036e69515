import { request as githubRequest } from '@octokit/request'
import { beforeAll, expect, it } from 'vitest'
import { githubToken } from '@/tests/support/github-tools'
import { sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

const website = { owner: 'ana-lima', repo: 'website' }

describeOnBothStores('GraphQL at the simulated GitHub', async (openStore) => {
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

  it('GraphQL reads a history, and refuses what GitHub does not have', async () => {
    const ask = async (query: string, variables = {}) =>
      (await request('POST /graphql', { query, variables })).data
    const history = `query ($name: String!) { # the newest
      viewer { login }
      repository(owner: "acme", name: $name) {
        nameWithOwner
        defaultBranchRef { target { __typename ... on Commit { history(first: 1) { nodes { message } } } } }
      }
    }`
    expect(await ask(history, { name: 'website' })).toEqual({
      data: {
        viewer: { login: 'ana-lima' },
        repository: {
          nameWithOwner: 'acme/website',
          defaultBranchRef: {
            target: {
              __typename: 'Commit',
              history: { nodes: [{ message: 'Begin the website' }] },
            },
          },
        },
      },
    })
    expect(await ask(history, { name: 'nothing' })).toMatchObject({
      data: { repository: null },
      errors: [{ type: 'NOT_FOUND' }],
    })
    expect(await ask('{ viewer { password } }')).toMatchObject({
      errors: [{ extensions: { code: 'undefinedField', typeName: 'User', fieldName: 'password' } }],
    })
    expect(await ask('mutation { deleteEverything(input: {}) { id } }')).toMatchObject({
      errors: [{ message: "Field 'deleteEverything' doesn't exist on type 'Mutation'" }],
    })
    for (const broken of [
      '{ viewer { login }',
      '{ viewer(a: [1',
      '{ } ',
      '{ viewer }}',
      'fragment',
    ]) {
      expect(await ask(broken)).toMatchObject({ errors: [{ message: expect.any(String) }] })
    }
    expect(await ask(history)).toMatchObject({
      errors: [{ message: expect.stringContaining('$name of type String!') }],
    })
  })

  it('a commit whose answer asks for an unknown field is not made', async () => {
    const newestCommitId = async () =>
      (await request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...website, ref: 'heads/main' }))
        .data.object.sha
    const before = await newestCommitId()
    const query = `mutation ($input: CreateCommitOnBranchInput!) {
      createCommitOnBranch(input: $input) { commit { colour } }
    }`
    const input = {
      branch: { repositoryNameWithOwner: 'ana-lima/website', branchName: 'main' },
      expectedHeadOid: before,
      message: { headline: 'x' },
    }
    const { data } = await request('POST /graphql', { query, variables: { input } })
    expect(data).toMatchObject({ errors: [{ extensions: { fieldName: 'colour' } }] })
    expect(await newestCommitId()).toBe(before)
  })

  it('of several commits to one head at the same time, exactly one is made', async () => {
    const ref = { ...website, ref: 'heads/opening-hours' }
    const { data } = await request('GET /repos/{owner}/{repo}/git/ref/{ref}', ref)
    const query = `mutation ($input: CreateCommitOnBranchInput!) {
      createCommitOnBranch(input: $input) { commit { oid } }
    }`
    const commit = async (headline: string) => {
      const input = {
        branch: { repositoryNameWithOwner: 'ana-lima/website', branchName: 'opening-hours' },
        expectedHeadOid: data.object.sha,
        message: { headline },
      }
      return (await request('POST /graphql', { query, variables: { input } })).data.errors?.[0].type
    }
    const outcomes = await Promise.all(['one', 'two', 'three', 'four'].map(commit))
    expect(outcomes.sort()).toEqual(['STALE_DATA', 'STALE_DATA', 'STALE_DATA', undefined])
  })
})
