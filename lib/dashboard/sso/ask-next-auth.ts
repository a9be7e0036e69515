import 'server-only'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth, { type NextAuthOptions } from 'next-auth'

export interface NextAuthCall {
  method: 'GET' | 'POST'
  /** The segments below `/api/auth`. */
  path: readonly string[]
  query?: Record<string, string>
  body?: Record<string, string>
  cookies: Record<string, string>
}

export interface NextAuthAnswer {
  /** Where next-auth sends the browser, or null when it does not. */
  location: string | null
  /** The values of `Set-Cookie`. */
  cookies: readonly string[]
  body: unknown
}

/**
 * Calls next-auth with objects that have only the parts of a request and a response that next-auth
 * uses. So a form of ours can begin a sign-in after our own check of its origin, and tests need no
 * server.
 */
export async function askNextAuth(
  { method, path, query = {}, body = {}, cookies }: NextAuthCall,
  options: NextAuthOptions,
): Promise<NextAuthAnswer> {
  const headers = new Map<string, string | readonly string[]>()
  let sentBody: unknown
  const request = { method, query: { ...query, nextauth: path }, body, cookies, headers: {} }
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | readonly string[]) {
      headers.set(name.toLowerCase(), value)
      return response
    },
    json(content: unknown) {
      sentBody = content
    },
    send(content: unknown) {
      sentBody = content
    },
    end: () => response,
  }
  await NextAuth(
    // next-auth reads nothing else of a request and of a response.
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    options,
  )
  const location = headers.get('location')
  const setCookies = headers.get('set-cookie') ?? []
  return {
    location: typeof location === 'string' ? location : null,
    cookies: typeof setCookies === 'string' ? [setCookies] : setCookies,
    body: sentBody,
  }
}
