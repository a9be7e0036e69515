import 'server-only'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { setCookieHeader } from '@/lib/http/cookies'
import { plainHeaders } from '@/lib/http/plain-headers'
import { requestIdOf } from '@/lib/http/request-id'
import type { Dashboard } from '../dashboard'
import { ApiError } from '../routes/api-error'
import { problemResponse } from '../routes/api-response'
import type { Handler } from '../routes/handler'
import { logApiError } from '../routes/log-api-error'
import { authCallbackCookie, authOptions } from './auth-options'
import { sessionOfCookie } from './session-of-cookie'

/**
 * The endpoints of next-auth that are offered. The other endpoints lead to pages of next-auth, or let everybody
 * write to the log.
 */
const offered = ['session', 'csrf', 'providers']

async function answerOfNextAuth(request: Request, dashboard: Dashboard): Promise<Response> {
  const action = new URL(request.url).pathname.slice('/api/auth/'.length)
  if (!offered.includes(action)) {
    throw new ApiError('not_found', { detail: 'There is nothing at this address.' })
  }
  // The session is checked here because next-auth is less strict: next-auth accepts a cookie that is sent twice,
  // and ends sessions when the store is down.
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (action === 'session' && !session) return Response.json({})
  const context = { params: Promise.resolve({ nextauth: [action] }) }
  return NextAuth(new NextRequest(request), context, authOptions(dashboard))
}

/**
 * Answers the reading endpoints of next-auth, with our headers and errors. next-auth reads its cookies from
 * Next itself. After an error its callback cookie is removed, because a damaged one causes errors.
 */
export const authRoute: Handler = async (request, dashboard) => {
  const { appUrl } = dashboard.settings
  try {
    const response = await answerOfNextAuth(request, dashboard)
    if (response.status >= 400) throw new ApiError('invalid_request')
    const headers = new Headers(response.headers)
    for (const [name, value] of Object.entries(plainHeaders(appUrl))) headers.set(name, value)
    return new Response(response.body, { status: response.status, headers })
  } catch (error) {
    const requestId = requestIdOf(request)
    const response = problemResponse(logApiError(error, dashboard, requestId), requestId, appUrl)
    const removedCookie = { name: authCallbackCookie, value: '' }
    response.headers.append(
      'set-cookie',
      setCookieHeader(removedCookie, { appUrl, maxAgeSeconds: 0 }),
    )
    return response
  }
}
