import { html } from 'hono/html'
import type { Service } from '@/lib/contract/catalogue'
import type { Markup } from './page'

/** Logos that would vanish on a dark surface. */
const darkLogos: readonly Service[] = ['github', 'notion']

/** The two sides of a connection: Miteos and the service. */
export function serviceParties(service: Service): Markup {
  const dark = darkLogos.includes(service)
    ? html`<source srcset="/services/${service}-dark.svg" media="(prefers-color-scheme: dark)">`
    : ''
  return html`<div class="parties" aria-hidden="true">
<span class="mark">M</span><span>⇄</span><picture>${dark}<img src="/services/${service}.svg" alt="" width="44" height="44"></picture>
</div>`
}
