import { dayMs } from '../durations'
import { headerOf, wordsOf } from './gmail-mail'
import type { Message } from './gmail-world'

/** What a search needs to know about the mailbox. */
export interface SearchedMailbox {
  /** Milliseconds since 1970. */
  now: number
  /** The ids of labels by their names in lower case, with "-" in place of spaces. */
  labelIds: ReadonlyMap<string, string>
}

type Condition = (value: string, message: Message, mailbox: SearchedMailbox) => boolean

const daysOf: Readonly<Record<string, number>> = { d: 1, m: 30, y: 365 }
const foldersBesideLabels: Readonly<Record<string, string>> = { drafts: 'DRAFT', draft: 'DRAFT' }

const has = (text: string, value: string) => text.toLowerCase().includes(value.toLowerCase())
const hasLabel: Condition = (value, { labelIds }, mailbox) => {
  const name = value.toLowerCase()
  const id = foldersBesideLabels[name] ?? mailbox.labelIds.get(name) ?? value.toUpperCase()
  return labelIds.includes(id)
}

function ageOf(value: string, { internalDate }: Message, { now }: SearchedMailbox) {
  const [, count, unit = 'd'] = /^(\d+)([dmy])$/.exec(value) ?? []
  return { age: now - internalDate, limit: Number(count ?? 0) * (daysOf[unit] ?? 1) * dayMs }
}

function timeOf(value: string): number {
  return /^\d{9,}$/.test(value) ? Number(value) * 1000 : Date.parse(value.replaceAll('/', '-'))
}

const conditions: Readonly<Record<string, Condition>> = {
  from: (value, message) => has(headerOf(message, 'from'), value),
  to: (value, message) =>
    has(headerOf(message, 'to'), value) || message.recipients.includes(value.toLowerCase()),
  cc: (value, message) => has(headerOf(message, 'cc'), value),
  bcc: (value, message) => has(headerOf(message, 'bcc'), value),
  subject: (value, message) => has(headerOf(message, 'subject'), value),
  is: (value, message, mailbox) =>
    value === 'read' ? !hasLabel('unread', message, mailbox) : hasLabel(value, message, mailbox),
  in: (value, message, mailbox) => value === 'anywhere' || hasLabel(value, message, mailbox),
  label: hasLabel,
  has: (value, { attachments }) => value === 'attachment' && attachments.length > 0,
  rfc822msgid: (value, message) =>
    headerOf(message, 'message-id') === `<${value.replace(/^<|>$/g, '')}>`,
  newer_than(value, message, mailbox) {
    const { age, limit } = ageOf(value, message, mailbox)
    return age <= limit
  },
  older_than(value, message, mailbox) {
    const { age, limit } = ageOf(value, message, mailbox)
    return age > limit
  },
  after: (value, { internalDate }) => internalDate >= timeOf(value),
  before: (value, { internalDate }) => internalDate < timeOf(value),
}

const hasWord: Condition = (value, message) =>
  [headerOf(message, 'subject'), headerOf(message, 'from'), wordsOf(message)].some((text) =>
    has(text, value),
  )

/**
 * Returns whether a mail matches a search. All terms must match, and a term after "-" must not match. Only the operators in
 * `conditions` are known; every other term is a word to find.
 */
export function matchesSearch(query: string, message: Message, mailbox: SearchedMailbox): boolean {
  const terms = query.matchAll(/(-?)(?:([a-z_0-9]+):)?(?:"([^"]*)"|\(([^)]*)\)|(\S+))/gi)
  return [...terms].every(([term, not, operator, ...values]) => {
    const condition = conditions[operator?.toLowerCase() ?? '']
    const value = values.find((one) => one !== undefined) ?? ''
    const matches = condition
      ? condition(value, message, mailbox)
      : hasWord(operator ? term.slice(not?.length) : value, message, mailbox)
    return matches !== (not === '-')
  })
}

/** Returns whether a search includes the folders of deleted mail or of spam, which are left out otherwise. */
export function searchesHiddenMail(query: string): boolean {
  return /\bin:(?:anywhere|trash|spam)\b/i.test(query)
}
