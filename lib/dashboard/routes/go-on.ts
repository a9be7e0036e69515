import { plainPage, seeOther } from './plain-page'

interface Place {
  url: URL
  /** What is done there. */
  title: string
}

/**
 * Sends a browser on that has posted a form: by a redirect on our own origin, to another one by a page that
 * goes on by itself. Chromium applies `form-action` to every redirect that follows a form, and nobody can
 * list the places through which another site leads (docs/decisions/0008-a-page-leaves-the-site.md).
 */
export function goOn(
  { url, title }: Place,
  { appUrl, requestId, cookies }: { appUrl: string; requestId: string; cookies: readonly string[] },
): Response {
  const { href } = url
  if (url.origin === appUrl) return seeOther(href, appUrl, cookies)
  const response = plainPage(
    {
      status: 200,
      title,
      text: 'This page goes on by itself. Use the button if it does not.',
      link: { href, label: 'Go on' },
      requestId,
      headers: { refresh: `0; url=${href}` },
    },
    appUrl,
  )
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
