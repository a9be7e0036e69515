import 'server-only'
import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { plainHeaders } from './api-response'
import { authOptions } from './auth-options'
import { theDashboard } from './composition'

type Route = (
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
) => Promise<Response>

/** next-auth's own endpoints, with our headers. It reads its cookies from Next itself. */
export const authRoute: Route = async (request, context) => {
  const dashboard = theDashboard()
  const response: Response = await NextAuth(request, context, authOptions(dashboard))
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(plainHeaders(dashboard.settings.appUrl))) {
    headers.set(name, value)
  }
  return new Response(response.body, { status: response.status, headers })
}
