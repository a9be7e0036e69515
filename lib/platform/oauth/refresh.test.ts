import { expect, it } from 'vitest'
import { fakeProvider } from '@/tests/support/fake-provider'
import { github } from '../providers/github'
import { gmail } from '../providers/gmail'
import { notion } from '../providers/notion'
import type { Credential } from '../providers/provider'
import { slack } from '../providers/slack'
import { stripe } from '../providers/stripe'
import { refreshCredential } from './refresh'

const now = 1_700_000_000_000
const before: Credential = {
  accessToken: 'old-access',
  refreshToken: 'old-refresh',
  expiresAt: now - 1,
  scopes: ['repo'],
  details: { kept: 'yes' },
}
const answering = (body: object, status = 200) =>
  fakeProvider(() => Response.json(body, { status }), { now })

it('keeps the refresh token, the scopes and the details that no answer replaces', async () => {
  const answer = { access_token: 'new', token_type: 'Bearer', expires_in: 60 }
  expect(await refreshCredential(gmail, answering(answer), before)).toEqual({
    accessToken: 'new',
    refreshToken: 'old-refresh',
    expiresAt: now + 60_000,
    scopes: ['repo'],
    details: { kept: 'yes' },
  })
})

it('takes a rotated refresh token', async () => {
  const answer = {
    access_token: 'new',
    token_type: 'bearer',
    refresh_token: 'ghr_2',
    scope: 'repo',
  }
  const renewed = await refreshCredential(github, answering(answer), before)
  expect(renewed).toMatchObject({ accessToken: 'new', refreshToken: 'ghr_2' })
  expect(renewed.expiresAt).toBeUndefined()
})

it('waits a minute for the answer, because an abandoned rotation loses the grant', async () => {
  const patiences: (number | undefined)[] = []
  const client = answering({ access_token: 'new', token_type: 'bearer', workspace_id: 'w1' })
  await refreshCredential(
    notion,
    {
      ...client,
      fetch(request, patienceMs) {
        patiences.push(patienceMs)
        return client.fetch(request)
      },
    },
    before,
  )
  expect(patiences).toEqual([60_000])
})

it.each([
  ['dead', gmail, 400, { error: 'invalid_grant' }, 'refused'],
  ['dead', notion, 400, { error: 'invalid_grant' }, 'refused'],
  ['dead', slack, 200, { ok: false, error: 'invalid_refresh_token' }, 'refused'],
  ['dead', slack, 200, { ok: false, error: 'token_revoked' }, 'refused'],
  ['dead', github, 200, { error: 'bad_refresh_token' }, 'refused'],
  ['alive', gmail, 401, { error: 'invalid_client' }, 'misconfigured'],
  ['alive', github, 200, { error: 'incorrect_client_credentials' }, 'misconfigured'],
  ['alive', gmail, 403, { error: 'org_internal' }, 'blocked'],
  ['alive', gmail, 500, {}, 'unavailable'],
  ['alive', gmail, 429, {}, 'unavailable'],
] as const)('a grant is %s: %o answers %i %j', async (_, provider, status, body, failure) => {
  const refused = refreshCredential(provider, answering(body, status), before)
  await expect(refused).rejects.toMatchObject({ failure })
})

it('makes no call when there is no refresh token', async () => {
  const client = answering({})
  const { refreshToken, ...without } = before
  for (const [provider, credential] of [[gmail, without] as const, [stripe, before] as const]) {
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

/** Slack with token rotation: each refresh token gives the next pair of its own kind. */
function rotatingSlack(ofUser: () => Response) {
  return fakeProvider(
    async (request) => {
      const form = new URLSearchParams(await request.text())
      if (form.get('refresh_token') === 'user-refresh-1') return ofUser()
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

it('renews both of Slack’s tokens, each in a call of its own', async () => {
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

it('does not lose the bot’s new token when the person’s cannot be renewed just now', async () => {
  const client = rotatingSlack(() => new Response('', { status: 503 }))
  expect(await refreshCredential(slack, client, installed)).toMatchObject({
    accessToken: 'bot-2',
    refreshToken: 'bot-refresh-2',
    scopes: ['chat:write', 'search:read.public'],
    details: { user_token: 'user-1', user_refresh_token: 'user-refresh-1' },
  })
})

it('continues without the person’s token and its tools when Slack refuses to refresh it', async () => {
  const client = rotatingSlack(() => Response.json({ ok: false, error: 'invalid_refresh_token' }))
  const renewed = await refreshCredential(slack, client, installed)
  expect(renewed.scopes).toEqual(['chat:write'])
  expect(renewed.details).toEqual({ team_id: 'T1', team_name: 'Acme', user_id: 'U1' })
})
