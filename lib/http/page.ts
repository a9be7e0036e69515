import { html } from 'hono/html'
import { plainHeaders } from './plain-headers'

/** Markup that is already escaped: the result of hono's `html` tag when it contains no promise. */
export type Markup = ReturnType<typeof html>

export interface PageContent {
  /** The one public origin. When the origin is https, the browser is told to use only https. */
  appUrl: string
  title: string
  /** The content of `<main class="card">`. It begins with the h1 of the page. */
  body: Markup
  status: number
  headers?: Record<string, string>
  /** The path of a stylesheet that this page needs besides the usual ones. */
  stylesheet?: string
  /** True when a form of this page posts to our own origin. */
  postsForms?: boolean
  /**
   * The sources to which a form of this page may lead, besides our own origin. Chromium applies this list also
   * to the redirects that follow a form (https://github.com/w3c/webappsec-csp/issues/8).
   */
  formActions?: readonly string[]
}

/**
 * The referrer policy of every page is `no-referrer`. Under that policy a form is posted with
 * `Origin: null`, and on plain http nothing else shows that the request comes from our page. So a
 * page with a form sends its origin, but never its full address.
 */
const formReferrer = html`<meta name="referrer" content="strict-origin">`

const formStyles = html`<link rel="stylesheet" href="/platform-form.css">`

function contentSecurityPolicy({ postsForms, formActions = [] }: PageContent): string {
  const formTargets = postsForms || formActions.length > 0 ? ["'self'", ...formActions] : ["'none'"]
  return [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    `form-action ${formTargets.join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

function pageHeaders(content: PageContent): Headers {
  const headers = new Headers({
    ...plainHeaders(content.appUrl),
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(content),
  })
  for (const [name, value] of Object.entries(content.headers ?? {})) headers.set(name, value)
  return headers
}

/**
 * Returns a page outside of the dashboard: static markup and stylesheets, no script, never cached.
 *
 * @throws {TypeError} when the body contains a promise
 */
export function page(content: PageContent): Response {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${content.postsForms ? formReferrer : ''}
<title>${content.title}</title>
<link rel="icon" href="/icon.svg">
<link rel="preload" href="/fonts/geist-latin.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/platform-colors.css">
<link rel="stylesheet" href="/platform.css">
${content.postsForms ? formStyles : ''}
${content.stylesheet === undefined ? '' : html`<link rel="stylesheet" href="${content.stylesheet}">`}
<link rel="stylesheet" href="/platform-theme.css">
</head>
<body>
<main class="card">
${content.body}
</main>
</body>
</html>
`
  if (document instanceof Promise)
    throw new TypeError('the markup of a page must not contain a promise')
  return new Response(document.toString(), {
    status: content.status,
    headers: pageHeaders(content),
  })
}
