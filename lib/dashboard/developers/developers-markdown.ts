import 'server-only'
import { clientHasTag, entityTag } from '@/lib/http/entity-tag'
import { plainHeaders } from '@/lib/http/plain-headers'
import type { Handler } from '../routes/handler'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import { readContent } from './kept-content'

/** Answers with the content of the developers' page as Markdown, in the environment of the person who is signed in. */
export const developersMarkdown: Handler = async (request, dashboard) => {
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  const { markdown } = await readContent(dashboard, session?.environment ?? 'test')
  const tag = entityTag(markdown)
  const headers = { ...plainHeaders(dashboard.settings.appUrl), etag: tag, vary: 'cookie' }
  if (clientHasTag(request.headers.get('if-none-match'), tag))
    return new Response(null, { status: 304, headers })
  return new Response(markdown, {
    headers: { ...headers, 'content-type': 'text/markdown; charset=utf-8' },
  })
}
