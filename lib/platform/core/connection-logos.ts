import { html } from 'hono/html'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Markup } from '@/lib/http/page'

const miteosLogo = html`<svg class="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.1" stroke-linecap="round">
<path d="M5.75 16.5v-4.4a3.1 3.1 0 0 1 6.2 0v4.4m.1-4.4a3.1 3.1 0 0 1 6.2 0v1.3"/><circle cx="18.25" cy="16.6" r="1.3" fill="currentColor" stroke="none"/>
</svg>`

const arrows = html`<svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
<path d="M8 3 4 7l4 4M4 7h16M16 21l4-4-4-4M20 17H4"/>
</svg>`

/** Returns the logos of Miteos and the service with arrows between them. */
export function connectionLogos(service: Service): Markup {
  return html`<div class="parties" aria-hidden="true">
${miteosLogo}${arrows}<img src="/services/${service}.svg" alt="" width="44" height="44">
</div>`
}
