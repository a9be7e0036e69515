import { html } from 'hono/html'
import type { Markup } from '@/lib/http/page'
import type { Person } from '../access/person'
import type { App } from '../apps/return-addresses'
import type { ConnectLink } from './connect-link'

/** Returns the connect link and the id of the person to whom the page is shown, as hidden form fields. */
export function linkFields(link: ConnectLink, person: Person): Markup {
  const optional = Object.entries({ state: link.state, reference: link.reference })
  return html`<input type="hidden" name="service" value="${link.service}">
<input type="hidden" name="redirect_uri" value="${link.redirectUri}">
<input type="hidden" name="person" value="${person.id}">${optional.map(([name, value]) =>
    value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`,
  )}`
}

/** Returns the note that no real account is connected, or an empty text in the live environment. */
export function testModeNote({ environment }: Person): Markup | '' {
  return environment === 'test'
    ? html`<p class="strip"><strong>Test mode.</strong> This connects to a sandbox, not to a real account.</p>`
    : ''
}

/**
 * Returns a note that names the Miteos account for which the service is connected and, when an app asked for it,
 * the host to which the person returns.
 */
export function returnNote(link: ConnectLink, person: Person, app: App): Markup {
  const { host } = new URL(link.redirectUri)
  const back = app.name === null ? '' : html` Afterwards you return to <strong>${host}</strong>.`
  return html`<p class="small">For the Miteos account <strong>${person.accountName}</strong>.${back}</p>`
}

/** Returns the sentence that names the app that asks to connect, or an empty text for the dashboard of Miteos itself. */
export function askedBy(app: App): Markup | '' {
  return app.name === null
    ? ''
    : html`<strong translate="no">${app.name}</strong> asks you to do this. `
}
