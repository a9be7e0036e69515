import { plainHeaders } from './plain-headers'

/**
 * Returns a redirect with status 303, never 307, so that the next request is a GET without the posted body
 * (https://www.rfc-editor.org/rfc/rfc9700#section-4.12).
 */
export function seeOther(
  location: string,
  appUrl: string,
  cookies: readonly string[] = [],
): Response {
  const headers = new Headers({ ...plainHeaders(appUrl), location })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
