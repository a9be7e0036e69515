import { expect, it } from 'vitest'
import { githubNotFound } from '@/tests/support/fake-github'
import { fakeProvider } from '@/tests/support/fake-provider'
import { github } from '../../providers/github'
import type { Credential } from '../../providers/provider'
import { stripe } from '../../providers/stripe'
import { revokeWithLivingToken } from './revoke-with-living-token'

const now = 1_700_000_000_000
const runOut: Credential = {
  accessToken: 'gho_old',
  refreshToken: 'ghr_old',
  expiresAt: now - 1,
  scopes: ['repo'],
  details: {},
}

/** GitHub, which revokes a grant only with an access token that works. */
function gitHub(refresh: () => Response) {
  return fakeProvider(
    async (request) => {
      if (request.method !== 'DELETE') return refresh()
      const living = (await request.text()).includes('gho_new')
      return living ? new Response(null, { status: 204 }) : githubNotFound()
    },
    { now },
  )
}

async function revoke(refresh: () => Response, credential = runOut) {
  const kept: Credential[] = []
  const client = gitHub(refresh)
  const keep = async (renewed: Credential) => {
    kept.push(renewed)
  }
  const outcome = await revokeWithLivingToken(
    { service: 'github', client, credential, keep },
    github.revoke,
  ).catch((error: unknown) => error)
  return { outcome, kept, methods: client.requests.map(({ method }) => method) }
}

it('renews a token that has run out before the revocation, and stores it', async () => {
  const pair = { access_token: 'gho_new', token_type: 'bearer', refresh_token: 'ghr_new' }
  const { outcome, kept, methods } = await revoke(() => Response.json(pair))
  expect(outcome).toBe('revoked')
  expect(kept).toMatchObject([{ accessToken: 'gho_new', refreshToken: 'ghr_new' }])
  expect(methods).toEqual(['DELETE', 'POST', 'DELETE'])
})

it('counts a grant as revoked when the refresh is refused', async () => {
  const { outcome, kept } = await revoke(() => Response.json({ error: 'bad_refresh_token' }))
  expect([outcome, kept]).toEqual(['revoked', []])
})

it('does not count a grant as revoked when the refresh gets no answer', async () => {
  const { outcome } = await revoke(() => new Response('', { status: 503 }))
  expect(outcome).toMatchObject({ failure: 'unavailable' })
})

it('counts a grant as revoked when its token is refused before it expires', async () => {
  const { outcome, methods } = await revoke(() => new Response(), { ...runOut, expiresAt: now + 1 })
  expect([outcome, methods]).toEqual(['revoked', ['DELETE']])
})

it('throws errors that a refresh would not solve', async () => {
  const client = fakeProvider(() => Response.json({ error: {} }, { status: 401 }))
  const credential = { accessToken: '', scopes: [], details: { stripe_user_id: 'acct_1' } }
  await expect(
    revokeWithLivingToken(
      { service: 'stripe', client, credential, keep: async () => {} },
      stripe.revoke,
    ),
  ).rejects.toMatchObject({ failure: 'misconfigured' })
})
