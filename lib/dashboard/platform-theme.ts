import 'server-only'
import { themeCookie, themeOf } from '@/lib/contract/view/reader'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { plainHeaders } from '@/lib/http/plain-headers'
import type { Handler } from './routes/handler'

/**
 * A stylesheet of one rule for pages without scripts: the theme that the person chose in this browser, or
 * nothing, and then they follow the system.
 */
export const platformTheme: Handler = async (request, { settings: { appUrl } }) => {
  const chosen = themeOf(readCookie(request.headers.get('cookie'), cookieName(appUrl, themeCookie)))
  return new Response(chosen ? `:root { color-scheme: ${chosen} }\n` : '', {
    headers: { ...plainHeaders(appUrl), 'content-type': 'text/css; charset=utf-8' },
  })
}
