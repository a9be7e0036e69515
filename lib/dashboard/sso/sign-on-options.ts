import 'server-only'
import type { CookieOption, NextAuthOptions } from 'next-auth'
import { cookieName, setCookieHeader } from '@/lib/http/cookies'
import type { Dashboard, SignOn } from '../dashboard'
import type { Claims } from '../oidc/claims'
import type { IssuedTokens } from '../oidc/issuer'
import { authOptions } from '../sessions/auth-options'
import { wayLifetimeMs } from './sign-on-way'

/** The id of the only provider. It is a part of the redirect URI that is registered at the issuer. */
export const providerId = 'oidc'

const checkCookies = {
  state: 'miteos-sso-state',
  nonce: 'miteos-sso-nonce',
  pkceCodeVerifier: 'miteos-sso-pkce',
} as const

/** What the issuer gave for a code: its claims about the person, and tokens. */
export interface ClaimsAndTokens {
  claims: Claims
  tokens: IssuedTokens
}

interface Addresses {
  issuer: string
  authorizationEndpoint: string
}

/** Returns the `Set-Cookie` values that remove what next-auth keeps while a person is at the issuer. */
export function endedCheckCookies(appUrl: string): string[] {
  return Object.values(checkCookies).map((name) =>
    setCookieHeader({ name, value: '' }, { appUrl, maxAgeSeconds: 0 }),
  )
}

/** Returns the names of the cookies that next-auth sets at the beginning of a sign-in. */
export function checkCookieNames(appUrl: string): string[] {
  return Object.values(checkCookies).map((name) => cookieName(appUrl, name))
}

function optionOf(appUrl: string, name: string): CookieOption {
  const secure = appUrl.startsWith('https:')
  const maxAge = wayLifetimeMs / 1000
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge } as const
  return { name: cookieName(appUrl, name), options }
}

/**
 * Returns the options with which next-auth leads a person to the issuer and back. next-auth creates
 * `state`, `nonce` and the PKCE verifier, and checks that they belong to the browser;
 * `issuer.redeem` exchanges the code.
 *
 * @param begin begins the session of the person and returns its id
 */
export function signOnOptions(
  dashboard: Dashboard,
  { settings, issuer }: SignOn,
  addresses: Addresses,
  begin: (redeemed: ClaimsAndTokens) => Promise<string>,
): NextAuthOptions {
  const options = authOptions(dashboard)
  const { appUrl } = dashboard.settings
  let redeemed: ClaimsAndTokens | undefined
  return {
    ...options,
    jwt: { maxAge: Math.ceil(dashboard.settings.sessionMaxMs / 1000) },
    providers: [
      {
        id: providerId,
        name: settings.name,
        type: 'oauth',
        issuer: addresses.issuer,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        authorization: {
          url: addresses.authorizationEndpoint,
          params: { scope: settings.scope },
        },
        checks: ['state', 'nonce', 'pkce'],
        token: {
          async request({ params, checks, provider }) {
            const {
              state = '',
              nonce = '',
              code_verifier: codeVerifier = '',
            } = {
              nonce: undefined,
              ...checks,
            }
            const parameters = Object.fromEntries(
              Object.entries(params).filter((entry): entry is [string, string] => {
                return typeof entry[1] === 'string'
              }),
            )
            const redirectUri = provider.callbackUrl
            redeemed = await issuer.redeem({ parameters, redirectUri, state, nonce, codeVerifier })
            return { tokens: {} }
          },
        },
        userinfo: { request: async () => ({ sub: redeemed?.claims.sub ?? '' }) },
        profile: ({ sub }: { sub: string }) => ({ id: sub }),
      },
    ],
    cookies: {
      ...options.cookies,
      state: optionOf(appUrl, checkCookies.state),
      nonce: optionOf(appUrl, checkCookies.nonce),
      pkceCodeVerifier: optionOf(appUrl, checkCookies.pkceCodeVerifier),
    },
    callbacks: {
      async jwt() {
        if (!redeemed) throw new Error('the issuer has identified nobody')
        return { session: await begin(redeemed) }
      },
    },
  }
}
