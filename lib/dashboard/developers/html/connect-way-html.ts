import { html } from 'hono/html'
import type { MarkedText } from '@/lib/contract/view/developers'
import type { Markup } from '@/lib/http/page'
import { markedHtml } from './marked-html'

/** The horizontal positions of the three lanes. */
const app = 50
const miteos = 180
const provider = 310

interface Arrow {
  from: number
  to: number
  y: number
  label: string
  /** Whether a server sends it, and not the person's browser. */
  isByServer: boolean
}

const arrows: readonly Arrow[] = [
  { from: app, to: miteos, y: 66, label: '1  connect link', isByServer: false },
  { from: miteos, to: provider, y: 138, label: '3  sign in, allow', isByServer: false },
  { from: provider, to: miteos, y: 174, label: '4  provider’s code', isByServer: false },
  { from: miteos, to: app, y: 210, label: '5  oauth_code', isByServer: false },
  { from: app, to: miteos, y: 252, label: '6  POST', isByServer: true },
  { from: miteos, to: app, y: 288, label: '7  integration', isByServer: true },
]

function laneSvg(x: number, name: string): Markup {
  return html`<rect class="lane" x="${x - 44}" y="8" width="88" height="28" rx="6"/><text x="${x}" y="26">${name}</text><path class="life" d="M${x} 36V308"/>`
}

function arrowSvg({ from, to, y, label, isByServer }: Arrow): Markup {
  const direction = Math.sign(to - from)
  const tip = to - direction * 2
  const back = tip - direction * 6
  return html`<path class="${isByServer ? 'by-server' : 'by-browser'}" d="M${from} ${y}H${tip}"/><path class="${isByServer ? 'by-server tip' : 'by-browser'}" d="M${back} ${y - 4}L${tip} ${y}L${back} ${y + 4}"/><text x="${(from + to) / 2}" y="${y - 7}">${label}</text>`
}

/** Returns a diagram of the way of a connect link, with its steps in words below it. */
export function connectWayHtml(steps: readonly MarkedText[]): Markup {
  return html`<figure><svg viewBox="0 0 360 316" role="img" aria-label="The way of a connect link between your app, Miteos and the provider, in the seven steps that are listed below.">${[
    laneSvg(app, 'Your app'),
    laneSvg(miteos, 'Miteos'),
    laneSvg(provider, 'Provider'),
    html`<rect class="page" x="${miteos - 44}" y="84" width="88" height="26" rx="6"/><text x="${miteos}" y="101">2  Continue</text>`,
    arrows.map(arrowSvg),
  ]}</svg><figcaption><p class="quiet">The lines are steps of the person’s browser, the dashed ones requests of your server.</p><ol>${steps.map(
    (step) => html`<li>${markedHtml(step)}`,
  )}</ol></figcaption></figure>`
}
