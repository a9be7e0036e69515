import { expect, it } from 'vitest'
import { githubNotFound } from '@/tests/support/fake-github'
import { fakeProvider } from '@/tests/support/fake-provider'
import { github } from '../../providers/github'
import type { Credential } from '../../providers/provider'
import { stripe } from '../../providers/stripe'
import { revokeWithLivingToken } from './revoke-with-living-token'

const now = 1_700_000_000_000
const expiredCredential: Credential = {
  accessToken: 'gho_old',
  refreshToken: 'ghr_old',
  expiresAt: now - 1,
  scopes: ['repo'],
  details: {},
}

/** Returns a fake GitHub, which revokes a grant only with an access token that works. */
function fakeGitHub(answerRefresh: () => Response) {
  return fakeProvider(
    async (request) => {
      if (request.method !== 'DELETE') return answerRefresh()
      const hasNewToken = (await request.text()).includes('gho_new')
      return hasNewToken ? new Response(null, { status: 204 }) : githubNotFound()
    },
    { now },
  )
}

async function revokeAtGitHub(answerRefresh: () => Response, credential = expiredCredential) {
  const stored: Credential[] = []
  const client = fakeGitHub(answerRefresh)
  const storeRenewed = async (renewed: Credential) => {
    stored.push(renewed)
  }
  const outcome = await revokeWithLivingToken(
    { service: 'github', client, credential, storeRenewed },
    github.revoke,
  ).catch((error: unknown) => error)
  return { outcome, stored, methods: client.requests.map(({ method }) => method) }
}

it('renews and stores a token that has run out, and then revokes the grant', async () => {
  const newTokens = { access_token: 'gho_new', token_type: 'bearer', refresh_token: 'ghr_new' }
  const { outcome, stored, methods } = await revokeAtGitHub(() => Response.json(newTokens))
  expect(outcome).toBe('revoked')
  expect(stored).toMatchObject([{ accessToken: 'gho_new', refreshToken: 'ghr_new' }])
  expect(methods).toEqual(['DELETE', 'POST', 'DELETE'])
})

it('counts a grant as revoked when the refresh is refused', async () => {
  const { outcome, stored } = await revokeAtGitHub(() =>
    Response.json({ error: 'bad_refresh_token' }),
  )
  expect([outcome, stored]).toEqual(['revoked', []])
})

it('does not count a grant as revoked when the refresh gets no answer', async () => {
  const { outcome } = await revokeAtGitHub(() => new Response('', { status: 503 }))
  expect(outcome).toMatchObject({ failure: 'unavailable' })
})

it('counts a grant as revoked when GitHub refuses a token that has not run out', async () => {
  const { outcome, methods } = await revokeAtGitHub(() => new Response(), {
    ...expiredCredential,
    expiresAt: now + 1,
  })
  expect([outcome, methods]).toEqual(['revoked', ['DELETE']])
})

it('throws an error that a refresh would not solve', async () => {
  const client = fakeProvider(() => Response.json({ error: {} }, { status: 401 }))
  const credential = { accessToken: '', scopes: [], details: { stripe_user_id: 'acct_1' } }
  await expect(
    revokeWithLivingToken(
      { service: 'stripe', client, credential, storeRenewed: async () => {} },
      stripe.revoke,
    ),
  ).rejects.toMatchObject({ failure: 'misconfigured' })
})
