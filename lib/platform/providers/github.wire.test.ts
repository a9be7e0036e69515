import {
  checkToken,
  deleteAuthorization,
  deleteToken,
  exchangeWebFlowCode,
  refreshToken,
} from '@octokit/oauth-methods'
import { request as githubRequest } from '@octokit/request'
import { describe, expect, it } from 'vitest'
import { startRecorder } from '@/tests/support/recorder'
import {
  type Connection,
  code,
  comparableCall,
  compare,
  credential,
  ourCall,
  ourExchange,
  ourRefresh,
  redirectUri,
  registrations,
} from '@/tests/support/wire'
import type { ProviderClient } from './provider'
import { providers } from './registry'

describe('our requests to GitHub are those of @octokit/oauth-methods:', () => {
  const clientOptions = ({ recorder, client }: Connection) => ({
    clientType: 'github-app' as const,
    clientId: client.id,
    clientSecret: client.secret,
    request: githubRequest.defaults({ baseUrl: recorder.origin }),
  })
  const form = { contentType: 'application/x-www-form-urlencoded' }

  it('the exchange and the refresh have the same fields, which octokit sends as JSON and we as a form', async () => {
    const exchanged = await compare(
      'github',
      (connection) =>
        exchangeWebFlowCode({ ...clientOptions(connection), code, redirectUrl: redirectUri }),
      ourExchange('github'),
    )
    expect(exchanged.ours).toEqual({ ...exchanged.theirs, ...form })

    const refreshed = await compare(
      'github',
      (connection) =>
        refreshToken({ ...clientOptions(connection), refreshToken: 'refresh-1' }).catch(
          () => undefined,
        ),
      ourRefresh('github'),
    )
    expect(refreshed.ours).toEqual({ ...refreshed.theirs, ...form })
  })

  it('PKCE, which octokit does not use, adds only the verifier', async () => {
    const { ours, theirs } = await compare(
      'github',
      (connection) =>
        exchangeWebFlowCode({ ...clientOptions(connection), code, redirectUrl: redirectUri }),
      ourExchange('github', 'v'.repeat(43)),
    )
    const fields = { ...theirs.fields, code_verifier: 'v'.repeat(43) }
    expect(ours).toEqual({ ...theirs, ...form, fields })
  })

  it('the calls that identify an account and probe a token are the same', async () => {
    const identified = await compare(
      'github',
      (connection) =>
        clientOptions(connection).request('GET /user', {
          headers: { authorization: 'Bearer access-1' },
        }),
      ourCall('github', 'identify'),
    )
    expect(identified.ours).toEqual(identified.theirs)

    const probed = await compare(
      'github',
      (connection) => checkToken({ ...clientOptions(connection), token: 'access-1' }),
      ourCall('github', 'probe'),
    )
    expect(probed.ours).toEqual(probed.theirs)
  })

  it.each([
    ['the grant', deleteAuthorization, providers.github.revoke],
    ['one token', deleteToken, providers.github.revokeTokenOnly],
  ] as const)('the call that revokes %s is the same', async (_, theirs, ours) => {
    const recorder = await startRecorder(() => ({ status: 204 }))
    const client: ProviderClient = {
      ...registrations.github,
      urlFor: (url) => new URL(new URL(url).pathname, recorder.origin),
      now: Date.now,
      fetch: (request) => fetch(request),
    }
    await theirs({ ...clientOptions({ recorder, client }), token: 'access-1' })
    await ours?.(credential, client)
    const [first, second] = recorder.calls.map(comparableCall)
    expect(second).toEqual(first)
  })
})
