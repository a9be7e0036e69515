import 'server-only'
import type { CookieOption, NextAuthOptions } from 'next-auth'
import { cookieName } from '@/lib/http/cookies'
import type { Dashboard } from '../dashboard'
import { sessionCookieName, sessionIdOf } from './session-cookie'

/** The name of the cookie in which next-auth stores the address to return to. The dashboard does not use this address. */
export const authCallbackCookie = 'miteos-auth-callback'

function cookieOption(name: string, appUrl: string): CookieOption {
  const secure = appUrl.startsWith('https:')
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } }
}

/**
 * The options of next-auth, mounted under `/api/auth`. next-auth has no provider here: people sign in through
 * `/sign-in/submit` only, and the session row alone decides who is signed in. The answers contain no token.
 */
export function authOptions({ settings, sessions, log }: Dashboard): NextAuthOptions {
  const { appUrl, nextAuthSecret, sessionMaxMs } = settings
  const findSession = async (token: object) => {
    const id = sessionIdOf(token)
    return id ? sessions.find(id) : null
  }
  return {
    secret: nextAuthSecret,
    providers: [],
    session: { strategy: 'jwt', maxAge: Math.ceil(sessionMaxMs / 1000) },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: cookieOption(sessionCookieName(appUrl), appUrl),
      callbackUrl: cookieOption(cookieName(appUrl, authCallbackCookie), appUrl),
      csrfToken: cookieOption(cookieName(appUrl, 'miteos-auth-csrf'), appUrl),
    },
    callbacks: {
      async jwt({ token }) {
        if (!(await findSession(token))) throw new Error('the session has ended')
        return { session: token.session }
      },
      async session({ session, token }) {
        const found = await findSession(token)
        return { expires: session.expires, user: { name: found?.accountName ?? null } }
      },
    },
    logger: {
      error: (code) => log.warn({ next_auth: code }, 'next-auth refused'),
      warn: (code) => log.warn({ next_auth: code }, 'next-auth warns'),
      debug: () => undefined,
    },
  }
}
