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
  call,
  code,
  compare,
  credential,
  exchange,
  redirectUri,
  refresh,
  registrations,
  shape,
  type WireSetup,
} from '@/tests/support/wire'
import { providers } from '.'
import type { ProviderClient } from './provider'

describe('GitHub, as @octokit/oauth-methods asks', () => {
  const us = ({ recorder, client }: WireSetup) => ({
    clientType: 'github-app' as const,
    clientId: client.id,
    clientSecret: client.secret,
    request: githubRequest.defaults({ baseUrl: recorder.origin }),
  })
  const form = { contentType: 'application/x-www-form-urlencoded' }

  it('exchange and refresh, but for the form, which octokit sends as JSON', async () => {
    const exchanged = await compare(
      'github',
      (both) => exchangeWebFlowCode({ ...us(both), code, redirectUrl: redirectUri }),
      exchange('github'),
    )
    expect(exchanged.ours).toEqual({ ...exchanged.theirs, ...form })

    const refreshed = await compare(
      'github',
      (both) => refreshToken({ ...us(both), refreshToken: 'refresh-1' }).catch(() => undefined),
      refresh('github'),
    )
    expect(refreshed.ours).toEqual({ ...refreshed.theirs, ...form })
  })

  it('a verifier is all that PKCE, which octokit does not know, adds', async () => {
    const { ours, theirs } = await compare(
      'github',
      (both) => exchangeWebFlowCode({ ...us(both), code, redirectUrl: redirectUri }),
      exchange('github', 'v'.repeat(43)),
    )
    const fields = { ...theirs.fields, code_verifier: 'v'.repeat(43) }
    expect(ours).toEqual({ ...theirs, ...form, fields })
  })

  it('identify, check, revoke the grant, revoke one token', async () => {
    const identified = await compare(
      'github',
      (both) => us(both).request('GET /user', { headers: { authorization: 'Bearer access-1' } }),
      call('github', 'identify'),
    )
    expect(identified.ours).toEqual(identified.theirs)

    const checked = await compare(
      'github',
      (both) => checkToken({ ...us(both), token: 'access-1' }),
      call('github', 'check'),
    )
    expect(checked.ours).toEqual(checked.theirs)
  })

  it.each([
    ['the grant', deleteAuthorization, providers.github.revoke],
    ['one token', deleteToken, providers.github.revokeTokenOnly],
  ] as const)('ends %s', async (_, theirs, ours) => {
    const recorder = await startRecorder(() => ({ status: 204 }))
    const client: ProviderClient = {
      ...registrations.github,
      urlFor: (url) => new URL(new URL(url).pathname, recorder.origin),
      now: Date.now,
      fetch: (request) => fetch(request),
    }
    await theirs({ ...us({ recorder, client }), token: 'access-1' })
    await ours?.(credential, client)
    const [first, second] = recorder.calls.map(shape)
    expect(second).toEqual(first)
  })
})
