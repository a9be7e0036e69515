import { html } from 'hono/html'
import type { Markup } from '@/lib/http/page'
import type { Person } from '../access/person'
import type { ConnectRequest } from './connect-request'

/** The request as hidden fields, with the person it was shown to. */
export function connectFields(ask: ConnectRequest, person: Person): Markup {
  const state =
    ask.state === undefined ? '' : html`<input type="hidden" name="state" value="${ask.state}">`
  return html`<input type="hidden" name="service" value="${ask.service}">
<input type="hidden" name="redirect_uri" value="${ask.redirectUri}">
<input type="hidden" name="person" value="${person.id}">${state}`
}

/** Says in test mode that nothing real is connected; nothing otherwise. */
export function testStrip({ environment }: Person): Markup | '' {
  return environment === 'test'
    ? html`<p class="strip"><strong>Test mode.</strong> Connects to a sandbox, nothing real.</p>`
    : ''
}

/** Who this happens for, and where it leads when that is not our own site. */
export function returnNote(appUrl: string, ask: ConnectRequest, person: Person): Markup {
  const { origin, host } = new URL(ask.redirectUri)
  const back = origin === appUrl ? '' : html` Afterwards you go to <strong>${host}</strong>.`
  return html`<p class="small">For the account <strong>${person.accountName}</strong>.${back}</p>`
}
