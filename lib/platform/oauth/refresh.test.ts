import { expect, it } from 'vitest'
import { fakeProvider } from '@/tests/support/fake-provider'
import { oauthProvider } from '@/tests/support/token-answers'
import { github } from '../providers/github'
import { gmail } from '../providers/gmail'
import { notion } from '../providers/notion'
import type { Credential } from '../providers/provider'
import { slack } from '../providers/slack'
import { stripe } from '../providers/stripe'
import { refreshCredential } from './refresh'

const now = 1_700_000_000_000
const oldCredential: Credential = {
  accessToken: 'old-access',
  refreshToken: 'old-refresh',
  expiresAt: now - 1,
  scopes: ['repo'],
  details: { kept: 'yes' },
}
const providerAnswering = (body: object, status = 200) =>
  fakeProvider(() => Response.json(body, { status }), { now })

it('keeps the refresh token, the scopes and the details that the answer does not replace', async () => {
  const answer = { access_token: 'new', token_type: 'Bearer', expires_in: 60 }
  expect(await refreshCredential(gmail, providerAnswering(answer), oldCredential)).toEqual({
    accessToken: 'new',
    refreshToken: 'old-refresh',
    issuedAt: now,
    expiresAt: now + 60_000,
    scopes: ['repo'],
    details: { kept: 'yes' },
  })
})

it('replaces the refresh token when the provider rotates it', async () => {
  const answer = {
    access_token: 'new',
    token_type: 'bearer',
    refresh_token: 'ghr_2',
    scope: 'repo',
  }
  const renewed = await refreshCredential(github, providerAnswering(answer), oldCredential)
  expect(renewed).toMatchObject({ accessToken: 'new', refreshToken: 'ghr_2' })
  expect(renewed.expiresAt).toBeUndefined()
})

it('a refresh has a time limit of one minute, because a rotation whose answer is lost ends the grant', async () => {
  const timeLimits: (number | undefined)[] = []
  const client = providerAnswering({
    access_token: 'new',
    token_type: 'bearer',
    workspace_id: 'w1',
  })
  await refreshCredential(
    notion,
    {
      ...client,
      fetch(request, timeLimitMs) {
        timeLimits.push(timeLimitMs)
        return client.fetch(request)
      },
    },
    oldCredential,
  )
  expect(timeLimits).toEqual([60_000])
})

it.each([
  ['gmail', 400, { error: 'invalid_grant' }, 'refused'],
  ['notion', 400, { error: 'invalid_grant' }, 'refused'],
  ['slack', 200, { ok: false, error: 'invalid_refresh_token' }, 'refused'],
  ['slack', 200, { ok: false, error: 'token_revoked' }, 'refused'],
  ['github', 200, { error: 'bad_refresh_token' }, 'refused'],
  ['gmail', 401, { error: 'invalid_client' }, 'misconfigured'],
  ['github', 200, { error: 'incorrect_client_credentials' }, 'misconfigured'],
  ['gmail', 403, { error: 'org_internal' }, 'blocked'],
  ['gmail', 500, {}, 'unavailable'],
  ['gmail', 429, {}, 'unavailable'],
] as const)(
  'a refresh that %s answers with %i %j fails as %s',
  async (service, status, body, failure) => {
    const refresh = refreshCredential(
      oauthProvider(service),
      providerAnswering(body, status),
      oldCredential,
    )
    await expect(refresh).rejects.toMatchObject({ failure })
  },
)

it('makes no call when there is no refresh token', async () => {
  const client = providerAnswering({})
  const { refreshToken, ...withoutRefreshToken } = oldCredential
  for (const [provider, credential] of [
    [gmail, withoutRefreshToken] as const,
    [stripe, oldCredential] as const,
  ]) {
    await expect(refreshCredential(provider, client, credential)).rejects.toMatchObject({
      failure: 'refused',
      code: 'no_refresh_token',
    })
  }
  expect(client.requests).toEqual([])
})

const installed: Credential = {
  accessToken: 'bot-1',
  refreshToken: 'bot-refresh-1',
  scopes: ['chat:write', 'search:read.public'],
  details: {
    team_id: 'T1',
    user_id: 'U1',
    user_token: 'user-1',
    user_scopes: 'search:read.public',
    user_refresh_token: 'user-refresh-1',
  },
}

/** Returns a fake Slack with token rotation. It answers the refresh of the user token with `answerForUser`. */
function rotatingSlack(answerForUser: () => Response) {
  return fakeProvider(
    async (request) => {
      const form = new URLSearchParams(await request.text())
      if (form.get('refresh_token') === 'user-refresh-1') return answerForUser()
      return Response.json({
        ok: true,
        access_token: 'bot-2',
        token_type: 'bot',
        scope: 'chat:write',
        refresh_token: 'bot-refresh-2',
        expires_in: 43_200,
        team: { id: 'T1', name: 'Acme' },
      })
    },
    { now },
  )
}

it('renews Slack’s bot token and user token in two calls', async () => {
  const client = rotatingSlack(() =>
    Response.json({
      ok: true,
      access_token: 'user-2',
      token_type: 'user',
      scope: 'search:read.public',
      refresh_token: 'user-refresh-2',
      expires_in: 43_200,
    }),
  )
  expect(await refreshCredential(slack, client, installed)).toEqual({
    accessToken: 'bot-2',
    refreshToken: 'bot-refresh-2',
    issuedAt: now,
    expiresAt: now + 43_200_000,
    scopes: ['chat:write', 'search:read.public'],
    details: {
      team_id: 'T1',
      team_name: 'Acme',
      user_id: 'U1',
      user_token: 'user-2',
      user_scopes: 'search:read.public',
      user_refresh_token: 'user-refresh-2',
    },
  })
  expect(client.requests).toHaveLength(2)
})

it('keeps the new bot token when Slack cannot refresh the user token now', async () => {
  const client = rotatingSlack(() => new Response('', { status: 503 }))
  expect(await refreshCredential(slack, client, installed)).toMatchObject({
    accessToken: 'bot-2',
    refreshToken: 'bot-refresh-2',
    scopes: ['chat:write', 'search:read.public'],
    details: { user_token: 'user-1', user_refresh_token: 'user-refresh-1' },
  })
})

it('drops the user token and its scopes when Slack refuses to refresh the user token', async () => {
  const client = rotatingSlack(() => Response.json({ ok: false, error: 'invalid_refresh_token' }))
  const renewed = await refreshCredential(slack, client, installed)
  expect(renewed.scopes).toEqual(['chat:write'])
  expect(renewed.details).toEqual({ team_id: 'T1', team_name: 'Acme', user_id: 'U1' })
})
