import { plainHeaders } from './api-response'

interface PlainPage {
  status: number
  title: string
  /** A sentence of ours; never anything that came with the request. */
  text: string
  /** A path of ours, or the address of another site. */
  link: { href: string; label: string }
  requestId: string
  headers?: Record<string, string>
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/**
 * A page for the few answers that a form can get without a page of the dashboard behind it. It has the
 * right status, no script, and one thing to do next.
 */
export function plainPage(page: PlainPage, appUrl: string): Response {
  const { status, title, text, link, requestId, headers } = page
  // The person may be at another name of this server, where nobody can sign in.
  const { href } = new URL(link.href, appUrl)
  const markup = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="/icon.svg">
<link rel="preload" href="/fonts/geist-latin.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/platform-colors.css">
<link rel="stylesheet" href="/platform.css">
<link rel="stylesheet" href="/platform-theme.css">
</head>
<body>
<main class="card">
<h1>${escaped(title)}</h1>
<p class="lead"${status < 400 ? '' : ' role="alert"'}>${escaped(text)}</p>
<a class="button" href="${escaped(href)}">${escaped(link.label)}</a>
<p class="small">Reference: <code>${escaped(requestId)}</code></p>
</main>
</body>
</html>
`
  const csp =
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  return new Response(markup, {
    status,
    headers: {
      ...plainHeaders(appUrl),
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': csp,
      ...headers,
    },
  })
}

/** 303: whatever was posted, the next request is a GET and carries no body. */
export function seeOther(path: string, appUrl: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...plainHeaders(appUrl), location: path })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
