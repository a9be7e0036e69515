import { html } from 'hono/html'
import { roleMay } from '@/lib/contract/api/permissions'
import { catalogueEntry } from '@/lib/contract/services/catalogue'
import { type Markup, page } from '@/lib/http/page'
import type { Person } from '../access/person'
import { connectionLogos } from '../core/connection-logos'
import type { Approval } from '../tools/approval-decisions'
import { approvalWords } from './approval-words'
import { shownArguments } from './shown-arguments'
import { hasHiddenCharacters, shownText, shownTime } from './shown-text'

interface ApprovalPage {
  appUrl: string
  approval: Approval
  person: Person
  /** Milliseconds since 1970. */
  now: number
  /** True when the person pressed a button that had no effect, because the call could not be decided any more. */
  pressedInVain?: boolean
}

function fact(name: string, value: Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function facts({ approval, person, now }: ApprovalPage): Markup {
  const { tool, integration, askedBy, askedAt, expiresAt, state } = approval
  const { name, tools } = catalogueEntry(integration.service)
  const meaning = tools.find((each) => each.name === tool)?.meaning
  const minutesLeft = Math.max(1, Math.ceil((expiresAt - now) / 60_000))
  return html`<dl class="facts">
${fact('Tool', html`<code translate="no">${tool}</code>${meaning === undefined ? '' : `: ${meaning}`}`)}
${fact('Account', html`${name}, <strong>${shownText(integration.account_name)}</strong> <code translate="no">${integration.id}</code>`)}
${fact('Asked by', html`<strong>${shownText(askedBy.name)}</strong>, on ${shownTime(askedAt, person.timeZone)}`)}
${state === 'waiting' ? fact('Decide before', html`${shownTime(expiresAt, person.timeZone)} (${minutesLeft} min left)`) : ''}
</dl>`
}

function buttons({ id, isOwnCall }: Approval, person: Person): Markup {
  return html`<form method="post" action="/approvals/${id}">
<input type="hidden" name="person" value="${person.id}">
<div class="actions">
${isOwnCall ? '' : html`<button name="decision" value="approved">Approve</button>`}
<button name="decision" value="refused" class="quiet">Refuse</button>
</div>
</form>`
}

/** Returns the page that shows everything that a call will do, and lets the person decide while that is possible. */
export function approvalPage(shown: ApprovalPage): Response {
  const { appUrl, approval, person, pressedInVain = false } = shown
  const { input, integration } = approval
  const { title, sentence, isOver } = approvalWords(approval, person)
  const canDecide = approval.state === 'waiting' && roleMay(person.role, 'call_tools')
  const isEmpty = Object.keys(input).length === 0
  return page({
    appUrl,
    status: pressedInVain ? 409 : 200,
    postsForms: canDecide,
    stylesheet: '/platform-approval.css',
    title: `${title} · Miteos`,
    body: html`${person.environment === 'test' ? html`<p class="strip"><strong>Test mode.</strong> This acts in a sandbox, not on a real account.</p>` : ''}
${connectionLogos(integration.service)}
<div class="told"${pressedInVain ? html` role="alert"` : ''}>
<h1>${title}</h1>
<p class="lead">${pressedInVain ? html`Your press came too late and changes nothing. ` : ''}${sentence}</p>
</div>
${facts(shown)}
<section aria-labelledby="arguments">
<h2 id="arguments">${isOver ? 'What the agent asked for' : 'Exactly this will be sent'}</h2>
${isEmpty ? html`<p class="small">The call has no arguments.</p>` : shownArguments(input)}
${hasHiddenCharacters(input) ? html`<p class="small">A mark like <mark class="hidden">U+200B</mark> stands for a character that cannot be seen.</p>` : ''}
</section>
${canDecide ? buttons(approval, person) : html`<div class="actions"><a class="button quiet" href="${appUrl}/integrations/${integration.id}">Go to this integration</a></div>`}
<p class="small">For the Miteos account <strong>${person.accountName}</strong>. Reference <code>${approval.id}</code></p>`,
  })
}
