import 'server-only'
import { themeCookie, themeOf } from '@/lib/contract/view/reader'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { plainHeaders } from '@/lib/http/plain-headers'
import type { Handler } from './routes/handler'

/**
 * Answers with a stylesheet for the platform's pages, which have no scripts. The stylesheet sets the theme that
 * was chosen in this browser. Without a choice it is empty, so that the page follows the system.
 */
export const platformTheme: Handler = async (request, { settings: { appUrl } }) => {
  const theme = themeOf(readCookie(request.headers.get('cookie'), cookieName(appUrl, themeCookie)))
  return new Response(theme ? `:root { color-scheme: ${theme} }\n` : '', {
    headers: { ...plainHeaders(appUrl), 'content-type': 'text/css; charset=utf-8' },
  })
}
