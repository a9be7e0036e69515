import { createHash, randomBytes } from 'node:crypto'
import {
  checkToken,
  deleteAuthorization,
  exchangeWebFlowCode,
  getWebFlowAuthorizationUrl,
  refreshToken,
} from '@octokit/oauth-methods'
import { request as githubRequest } from '@octokit/request'
import { expect, it } from 'vitest'
import { codeOf, consent, form, redirectUri, sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('GitHub', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

  it('@octokit/oauth-methods connects, uses each refresh token once and revokes', async () => {
    const request = githubRequest.defaults({ baseUrl: `${origin}/sandbox/github` })
    const client = {
      clientType: 'github-app',
      clientId: 'sandbox_github',
      clientSecret: 'sandbox_secret_github',
      request,
    } as const
    const { url } = getWebFlowAuthorizationUrl({
      ...client,
      clientType: 'oauth-app',
      redirectUrl: redirectUri,
      scopes: ['repo'],
      state: 's1',
    })
    const wayBack = await consent(testSandbox, url)
    const { authentication, data } = await exchangeWebFlowCode({ ...client, code: codeOf(wayBack) })
    expect(data).toMatchObject({ scope: 'repo', token_type: 'bearer' })
    const { data: account } = await request('GET /user', {
      headers: { authorization: `token ${authentication.token}` },
    })
    expect(account).toMatchObject({ login: 'ana-lima', id: 5_830_001 })
    await checkToken({ ...client, token: authentication.token })

    if (!('refreshToken' in authentication)) throw new Error('no refresh token')
    const oldRefreshToken = authentication.refreshToken
    const refreshed = await refreshToken({ ...client, refreshToken: oldRefreshToken })
    await expect(checkToken({ ...client, token: authentication.token })).rejects.toThrow(
      'Not Found',
    )
    await expect(refreshToken({ ...client, refreshToken: oldRefreshToken })).rejects.toThrow(
      'bad_refresh_token',
    )

    const { token } = refreshed.authentication
    const deletion = await deleteAuthorization({ ...client, token })
    expect(deletion.status).toBe(204)
    await expect(checkToken({ ...client, token })).rejects.toThrow('Not Found')
  })

  it('@octokit/oauth-methods, which sends no verifier, gets no token when there was a challenge', async () => {
    const request = githubRequest.defaults({ baseUrl: `${origin}/sandbox/github` })
    const verifier = randomBytes(32).toString('base64url')
    const url = new URL(`${origin}/sandbox/github/login/oauth/authorize`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_github',
      redirect_uri: redirectUri,
      scope: 'repo',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString()
    const client = {
      clientType: 'oauth-app',
      clientId: 'sandbox_github',
      clientSecret: 'sandbox_secret_github',
      request,
    } as const
    await expect(
      exchangeWebFlowCode({ ...client, code: codeOf(await consent(testSandbox, url)) }),
    ).rejects.toThrow('bad_verification_code')
  })

  const verifier = 'v'.repeat(43)

  async function obtainCode(challenge?: string): Promise<string> {
    const url = new URL(`${origin}/sandbox/github/login/oauth/authorize`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_github',
      redirect_uri: redirectUri,
      scope: 'repo',
      ...(challenge ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
    }).toString()
    return codeOf(await consent(testSandbox, url))
  }

  async function requestToken(fields: Record<string, string | undefined>) {
    const response = await testSandbox.ask(
      'github',
      '/login/oauth/access_token',
      form({ client_id: 'sandbox_github', client_secret: 'sandbox_secret_github', ...fields }),
    )
    expect(response.status).toBe(200)
    return response.json()
  }

  it.each([
    ['a wrong secret', { client_secret: 'nope' }, 'incorrect_client_credentials'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1/' }, 'redirect_uri_mismatch'],
    ['an unknown code', { code: 'nope' }, 'bad_verification_code'],
    ['no verifier', { code_verifier: undefined }, 'bad_verification_code'],
    ['a wrong verifier', { code_verifier: 'w'.repeat(43) }, 'bad_verification_code'],
  ])('GitHub refuses %s with status 200', async (_, fields, error) => {
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const good = { code: await obtainCode(challenge), code_verifier: verifier }
    expect(await requestToken({ ...good, ...fields })).toMatchObject({ error })
    expect(await requestToken(good)).toMatchObject({ token_type: 'bearer' })
    expect(await requestToken(good)).toMatchObject({ error: 'bad_verification_code' })
  })

  it('GitHub refuses a verifier when the authorize request had no challenge', async () => {
    expect(await requestToken({ code: await obtainCode(), code_verifier: verifier })).toMatchObject(
      {
        error: 'bad_verification_code',
      },
    )
  })

  it('GitHub answers with a form unless the request asks for JSON', async () => {
    const { body } = form({
      client_id: 'sandbox_github',
      client_secret: 'sandbox_secret_github',
      code: await obtainCode(),
    })
    const init = { method: 'POST', ...(body ? { body } : {}) }
    const response = await testSandbox.ask('github', '/login/oauth/access_token', init)
    expect(new URLSearchParams(await response.text()).get('token_type')).toBe('bearer')
  })

  it('GitHub answers 401 for a wrong client and 404 for a dead token', async () => {
    const ask = async (secret: string, access_token: string) => {
      const basic = Buffer.from(`sandbox_github:${secret}`).toString('base64')
      return testSandbox.ask('github', '/applications/sandbox_github/token', {
        method: 'POST',
        body: JSON.stringify({ access_token }),
        headers: { Authorization: `Basic ${basic}`, 'Content-Type': 'application/json' },
      })
    }
    const { access_token } = await requestToken({ code: await obtainCode() })
    expect((await ask('nope', access_token)).status).toBe(401)
    expect((await ask('sandbox_secret_github', 'gho_nope')).status).toBe(404)
    expect((await ask('sandbox_secret_github', access_token)).status).toBe(200)
    testSandbox.advance(8 * 3_600_000)
    expect((await ask('sandbox_secret_github', access_token)).status).toBe(404)
  })
})
