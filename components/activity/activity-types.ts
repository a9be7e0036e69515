import type { FilterOption } from '@/lib/contract/view/activity'
import { doneWords, requestWords } from './activity-words'

/** The groups of the filter, with the nouns before the dot in the types of each. */
const groups: readonly [name: string, nouns: readonly string[]][] = [
  ['Integrations', ['integration', 'reconnect_link', 'connect_attempt']],
  ['Tools', ['tool', 'tool_call']],
  ['Signing in', ['session', 'passkey', 'sign_in_link']],
  ['People', ['person', 'invitation', 'mail']],
  ['API tokens', ['token']],
  ['Redirect URIs and webhooks', ['redirect_uri', 'webhook']],
  ['Support staff', ['support']],
  ['The account', ['account', 'activity', 'request']],
]

/** The text in place of the name of a target, by type or by noun. */
const somethingWords: Record<string, string> = {
  'session.begin': 'the account',
  integration: 'an integration',
  reconnect_link: 'an integration',
  webhook: 'a webhook',
  tool_call: 'a tool',
}

const namedThing = /the (API token|attempt|invitation|passkey|redirect URI|webhook) \{\}/

function nounOf(type: string): string {
  return type.split('.')[0] ?? ''
}

/** Returns words about one thing as words about any such thing: "revoke an API token". */
function generalWords(words: string, type: string): string {
  const something = somethingWords[type] ?? somethingWords[nounOf(type)] ?? 'somebody'
  return words
    .replace(namedThing, (_, noun: string) => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`)
    .replace('{}', something)
}

function wordsOf(type: string): string {
  const done = doneWords[type]
  if (done !== undefined) {
    const words = generalWords(done, type)
    return words.charAt(0).toUpperCase() + words.slice(1)
  }
  return `Refused or failed: ${generalWords(requestWords[type] ?? type, type)}`
}

/** Returns every known type once, in groups, with its words. A chosen type that is not known is the last one. */
export function activityTypeGroups(
  chosen: string | undefined,
): { name: string; options: FilterOption[] }[] {
  const types = [...new Set([...Object.keys(doneWords), ...Object.keys(requestWords)])]
  const known = groups.map(([name, nouns]) => ({
    name,
    options: types
      .filter((type) => nouns.includes(nounOf(type)))
      .map((type) => ({ id: type, name: wordsOf(type) })),
  }))
  const listed = new Set(known.flatMap(({ options }) => options.map(({ id }) => id)))
  const others = [...types, ...(chosen === undefined ? [] : [chosen])]
    .filter((type) => !listed.has(type))
    .map((type) => ({ id: type, name: types.includes(type) ? wordsOf(type) : type }))
  return others.length === 0 ? known : [...known, { name: 'Other', options: others }]
}
