import { html } from 'hono/html'
import type { Markup } from '@/lib/http/page'
import type { Person } from '../access/person'
import type { ConnectLink } from './connect-link'

/** The request as hidden fields, with the person it was shown to. */
export function linkFields(link: ConnectLink, person: Person): Markup {
  const state =
    link.state === undefined ? '' : html`<input type="hidden" name="state" value="${link.state}">`
  return html`<input type="hidden" name="service" value="${link.service}">
<input type="hidden" name="redirect_uri" value="${link.redirectUri}">
<input type="hidden" name="person" value="${person.id}">${state}`
}

/** Says in test mode that nothing real is connected; nothing otherwise. */
export function testStrip({ environment }: Person): Markup | '' {
  return environment === 'test'
    ? html`<p class="strip"><strong>Test mode.</strong> Connects to a sandbox, nothing real.</p>`
    : ''
}

/** Who this happens for, and where it leads when that is not our own site. */
export function returnNote(appUrl: string, link: ConnectLink, person: Person): Markup {
  const { origin, host } = new URL(link.redirectUri)
  const back = origin === appUrl ? '' : html` Afterwards you go to <strong>${host}</strong>.`
  return html`<p class="small">For the account <strong>${person.accountName}</strong>.${back}</p>`
}
