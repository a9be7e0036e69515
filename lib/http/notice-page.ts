import { html } from 'hono/html'
import { page } from './page'

export interface Notice {
  appUrl: string
  status: number
  title: string
  /** A sentence of ours; never anything that came with the request. */
  text: string
  /** The one thing to do next: a path of ours, or the address of another site. */
  link: { href: string; label: string }
  /** The id under which the log knows more. */
  reference?: string
  headers?: Record<string, string>
}

/** A page that says one thing and has one link. */
export function noticePage(notice: Notice): Response {
  const { appUrl, status, title, text, link, reference, headers } = notice
  // The person may be at another name of this server, where nobody can sign in.
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
