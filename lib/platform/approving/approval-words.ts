import { html } from 'hono/html'
import type { Actor } from '@/lib/contract/api/actor'
import { roleMay } from '@/lib/contract/api/permissions'
import type { Markup } from '@/lib/http/page'
import type { Person } from '../access/person'
import type { Approval } from '../tools/approval-decisions'
import { shownText, shownTime } from './shown-text'

interface Words {
  title: string
  /** The sentence about the decision, and the next step. */
  sentence: Markup
  /** True when the call no longer waits for a decision, so that its arguments are what the agent asked for. */
  isOver: boolean
}

function decider({ decided }: Approval, { actor }: Person): Markup {
  const by: Actor | undefined = decided?.by
  if (!by) return html`Somebody`
  return actor && by.id === actor.id ? html`You` : html`<strong>${shownText(by.name)}</strong>`
}

function waitingSentence({ isOwnCall }: Approval, { role }: Person): Markup {
  if (!roleMay(role, 'call_tools'))
    return html`Nothing was done yet. Your role can see this and not decide it: ask a member or an admin of the account.`
  if (isOwnCall)
    return html`Nothing was done yet. An API token that asked, or one behind it, is behind your sign-in too, and an agent may hold it. So you can only refuse. Somebody else of the account can approve.`
  return html`Nothing was done yet. After you approve, the agent repeats the call, and it runs once.`
}

/** Returns what the page of an approval says to this person. */
export function approvalWords(approval: Approval, person: Person): Words {
  const agent = html`<strong>${shownText(approval.askedBy.name)}</strong>`
  const at = approval.decided ? html` on ${shownTime(approval.decided.at, person.timeZone)}` : ''
  const who = decider(approval, person)
  switch (approval.state) {
    case 'waiting':
      return {
        title: 'An agent asks for your approval',
        sentence: waitingSentence(approval, person),
        isOver: false,
      }
    case 'approved':
      return {
        title: 'This call is approved',
        sentence: html`${who} approved it${at}. Tell ${agent} to go on: it repeats the same call with the same key, and the call runs once.`,
        isOver: true,
      }
    case 'refused':
      return {
        title: 'This call is refused',
        sentence: html`${who} refused it${at}. Nothing was done. When ${agent} repeats the call, it is told that somebody has refused.`,
        isOver: true,
      }
    case 'lapsed':
      return {
        title: 'It is too late to decide this',
        sentence: html`Nobody decided before ${shownTime(approval.expiresAt, person.timeZone)}. Nothing was done. ${agent} can ask again, with a new key.`,
        isOver: true,
      }
    case 'disconnected':
      return {
        title: 'The account is disconnected',
        sentence: html`It was disconnected after the agent had asked. Nothing was done, and this call cannot run any more.`,
        isOver: true,
      }
    case 'denied':
      return {
        title: 'This tool is denied now',
        sentence: html`An admin has denied it for this account after the agent had asked. Nothing was done.`,
        isOver: true,
      }
  }
}
