import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { isDevelopment, readEnv } from '@/lib/dashboard/env/env'
import { contentSecurityPolicy, pageHeaders } from '@/lib/dashboard/routes/page-headers'
import { refusePageWrite } from '@/lib/dashboard/routes/refuse-page-write'
import { removedShownOnceCookies } from '@/lib/dashboard/settings/shown-once-cookie'
import { browserCookies } from '@/lib/dashboard/sign-in/browser-cookie'

const env = readEnv()

/**
 * Refuses requests other than GET and HEAD, because forms are posted to handlers. Gives each page
 * its cookies and its headers, with a new nonce. Next reads the nonce in the headers of the request,
 * where values that the client sent are replaced. Pages and handlers decide who may see their
 * content; this proxy does not.
 */
export function proxy(request: NextRequest) {
  const refusal = refusePageWrite(request, env.appUrl)
  if (refusal) return refusal
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy({ nonce, isDevelopment })
  const forwarded = new Headers(request.headers)
  forwarded.delete('content-security-policy-report-only')
  forwarded.set('content-security-policy', policy)
  forwarded.set('x-nonce', nonce)
  const { pathname } = request.nextUrl
  const headers = new Headers(pageHeaders(pathname, { policy, appUrl: env.appUrl }))
  const cookies = [
    ...browserCookies(pathname, request.headers.get('cookie'), env.appUrl),
    ...removedShownOnceCookies(request, env.appUrl),
  ]
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return NextResponse.next({ request: { headers: forwarded }, headers })
}

/**
 * Matches every path except files and the exact paths of handlers that set their own headers. An unknown path
 * below one of these paths matches, and shows the page "not found".
 */
export const config = {
  matcher: [
    '/((?!_next/static/|services/[\\w-]+\\.svg$|fonts/[\\w-]+\\.woff2$|platform(?:-(?:approval|colors|form|theme))?\\.css$|api/integrations(?:/[^/]+)?(?:/(?:check|checks|events|faults|try))?$|api/(?:account|accounts|activity|tool_usage|tool_calls)$|api/auth/|(?:connect|disconnect|check)/[^/]+$|callback/complete$|integrations/seen$|integrations/[^/]+/(?:tools|reset|reconnect-link)/submit$|(?:reconnect|accounts)/submit$|settings/(?:[^/]+/){1,3}submit$|settings/people/invitations/[^/]+/withdraw/submit$|settings/passkeys/begin$|sign-in/(?:submit|passkey|sso)$|developers\\.md$|sign-out$|switch$|support/(?:leave|join/(?:submit|passkey)|passkeys/(?:begin|[^/]+/remove/submit)|[^/]+/submit)$|healthz$|readyz$|metrics$).*)',
  ],
}
