import { html } from 'hono/html'
import type { Markup } from '@/lib/http/page'
import type { Person } from '../access/person'
import type { ConnectLink } from './connect-link'

/** Returns the connect link and the id of the person to whom the page is shown, as hidden form fields. */
export function linkFields(link: ConnectLink, person: Person): Markup {
  const state =
    link.state === undefined ? '' : html`<input type="hidden" name="state" value="${link.state}">`
  return html`<input type="hidden" name="service" value="${link.service}">
<input type="hidden" name="redirect_uri" value="${link.redirectUri}">
<input type="hidden" name="person" value="${person.id}">${state}`
}

/** Returns the note that no real account is connected, or an empty text in the live environment. */
export function testModeNote({ environment }: Person): Markup | '' {
  return environment === 'test'
    ? html`<p class="strip"><strong>Test mode.</strong> This connects to a sandbox, not to a real account.</p>`
    : ''
}

/**
 * Returns a note that names the Miteos account for which the service is connected. If the person does not return
 * to our own host afterwards, the note also names the other host.
 */
export function returnNote(appUrl: string, link: ConnectLink, person: Person): Markup {
  const { origin, host } = new URL(link.redirectUri)
  const hostNote =
    origin === appUrl ? '' : html` Afterwards you return to <strong>${host}</strong>.`
  return html`<p class="small">For the Miteos account <strong>${person.accountName}</strong>.${hostNote}</p>`
}
