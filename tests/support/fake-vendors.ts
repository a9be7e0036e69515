import type { Service } from '@/lib/contract/services/catalogue'
import { oauthProvider, oauthServices } from './token-answers'

/** The account to which every token belongs, at every vendor. */
export const owner = {
  google: { sub: '1082', email: 'ana@example.com' },
  slack: { team_id: 'T9TK3CUKW', team: 'Acme', user_id: 'U1234', user: 'ana' },
  github: { id: 41, login: 'ana-lima' },
  stripe: { id: 'acct_1', email: 'ana@example.com' },
}

/** Fakes of all OAuth vendors at their own addresses, with the calls that exchange, check and revoke a token. */
export interface FakeVendors {
  network: (request: Request) => Promise<Response>
  /** The answer of the token endpoint of every vendor. */
  tokenAnswer: (request: Request) => Response
  /** The tokens that have been revoked at a vendor, and for Stripe the ids of the accounts. */
  revoked: string[]
  /** True while Google answers that each access token has expired. */
  hasExpiredTokens: boolean
}

const tokenEndpoints: readonly string[] = oauthServices.map(
  (service) => oauthProvider(service).tokenEndpoint,
)

function fieldIn(text: string, name: string): string {
  return new RegExp(`"${name}":"([^"]+)"`).exec(text)?.[1] ?? ''
}

export function fakeVendors(): FakeVendors {
  const vendors: FakeVendors = {
    revoked: [],
    hasExpiredTokens: false,
    tokenAnswer: () => Response.json({ error: 'no_answer_was_prepared' }),
    async network(request) {
      const { origin, pathname, searchParams } = new URL(request.url)
      if (tokenEndpoints.includes(origin + pathname)) return vendors.tokenAnswer(request)
      const bearer = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
      const text = await request.text()
      const revoke = (token: string, answer: object | null) => {
        vendors.revoked.push(token)
        return answer ? Response.json(answer) : new Response(null, { status: 204 })
      }
      switch (`${request.method} ${origin}${pathname}`) {
        case 'POST https://oauth2.googleapis.com/tokeninfo':
          return vendors.hasExpiredTokens
            ? Response.json({ error: 'invalid_token' }, { status: 400 })
            : Response.json(owner.google)
        case 'POST https://oauth2.googleapis.com/revoke':
          return revoke(searchParams.get('token') ?? '', {})
        case 'POST https://slack.com/api/auth.test':
          return Response.json({ ok: true, ...owner.slack })
        case 'POST https://slack.com/api/auth.revoke':
          return revoke(bearer, { ok: true, revoked: true })
        case 'GET https://api.github.com/user':
          return Response.json(owner.github)
        case 'DELETE https://api.github.com/applications/client-of-github/token':
          return revoke(fieldIn(text, 'access_token'), null)
        case 'GET https://api.stripe.com/v1/account':
        case 'GET https://api.stripe.com/v1/accounts/acct_1':
          return Response.json(owner.stripe)
        case 'POST https://connect.stripe.com/oauth/deauthorize':
          return revoke(new URLSearchParams(text).get('stripe_user_id') ?? '', owner.stripe)
        case 'POST https://api.notion.com/v1/oauth/revoke':
          return revoke(fieldIn(text, 'token'), {})
        default:
          return new Response('{}', { status: 404 })
      }
    },
  }
  return vendors
}

/** The settings with which a live account is set up at every vendor. */
export const vendorSettings = {
  liveClients: Object.fromEntries(
    oauthServices.map((service) => [service, { id: `client-of-${service}`, secret: 'secret' }]),
  ) satisfies Partial<Record<Service, { id: string; secret: string }>>,
}
