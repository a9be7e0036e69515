import { html } from 'hono/html'
import type { Markup } from '@/lib/http/page'
import type { Person } from '../access/person'
import type { ConnectLink } from './connect-link'

/** Returns the connect link as hidden form fields, with the person that the page was shown to. */
export function linkFields(link: ConnectLink, person: Person): Markup {
  const state =
    link.state === undefined ? '' : html`<input type="hidden" name="state" value="${link.state}">`
  return html`<input type="hidden" name="service" value="${link.service}">
<input type="hidden" name="redirect_uri" value="${link.redirectUri}">
<input type="hidden" name="person" value="${person.id}">${state}`
}

/** Returns the note that nothing real is connected. It is empty except in the test environment. */
export function testStrip({ environment }: Person): Markup | '' {
  return environment === 'test'
    ? html`<p class="strip"><strong>Test mode.</strong> Connects to a sandbox, nothing real.</p>`
    : ''
}

/**
 * Returns a note with the account for which the service is connected, and with the host to which the person
 * returns when it is not our own.
 */
export function returnNote(appUrl: string, link: ConnectLink, person: Person): Markup {
  const { origin, host } = new URL(link.redirectUri)
  const back = origin === appUrl ? '' : html` Afterwards you go to <strong>${host}</strong>.`
  return html`<p class="small">For the account <strong>${person.accountName}</strong>.${back}</p>`
}
