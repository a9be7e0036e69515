import { html } from 'hono/html'
import { page } from './page'

export interface Notice {
  appUrl: string
  status: number
  title: string
  /** A fixed sentence, without any text from the request. */
  text: string
  /** The next step. `href` is a path on our origin, or the address of another site. */
  link: { href: string; label: string }
  /** The id under which the log contains the details. */
  reference?: string
  headers?: Record<string, string>
}

/** Returns a page with one message and one link. */
export function noticePage(notice: Notice): Response {
  const { appUrl, status, title, text, link, reference, headers } = notice
  // The link needs `appUrl`: the page may be open at another host name of this server, where nobody can sign in.
  const { href } = new URL(link.href, appUrl)
  const lead =
    status < 400
      ? html`<p class="lead">${text}</p>`
      : html`<p class="lead" role="alert">${text}</p>`
  return page({
    appUrl,
    status,
    title: `${title} · Miteos`,
    ...(headers && { headers }),
    body: html`<h1>${title}</h1>
${lead}
<div class="actions"><a class="button" href="${href}">${link.label}</a></div>
${reference === undefined ? '' : html`<p class="small">Reference: <code>${reference}</code></p>`}`,
  })
}
