import { serviceName } from '@/lib/contract/services/catalogue'
import type { AccountsView, BulkResult, CheckResult } from '@/lib/contract/view/accounts'

/** Returns a number with its noun, such as "1 account" and "1,200 accounts". */
export function countWords(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`
}

/** The words for what a check has found. */
export const checkResultWords: Record<CheckResult, string> = {
  connected: 'Connected',
  still_broken: 'Still needs reconnecting',
  not_checked: 'Could not be checked now. Nothing was changed',
  unknown: 'Not known yet: the check still runs',
}

/** Returns the sentence about what was left out of one press of a button, or null when nothing was. */
export function leftOutSentence(
  result: Exclude<BulkResult, { kind: 'shown_before' }>,
): string | null {
  const { kind, leftOut, rows } = result
  if (leftOut <= 0) return null
  const more = countWords(leftOut, 'more integration')
  return kind === 'check'
    ? `${more} of these accounts ${leftOut === 1 ? 'was' : 'were'} not checked: at most ${rows.length} at once. Miteos checks all of them by itself.`
    : `${more} of these accounts got no link: at most ${rows.length} at once. ${result.goesOn ? 'Press “Send reconnect links” again for the next ones.' : 'Choose fewer accounts.'}`
}

/** Returns the words for all accounts on every page of the list, for which a button can be pressed at once. */
export function everyPageWords({
  filters: { q, onlyBroken },
  found,
  totals,
}: Pick<Extract<AccountsView, { kind: 'accounts' }>, 'filters' | 'found' | 'totals'>): string {
  if (q !== '') return `All ${found.toLocaleString('en')} found`
  const count = onlyBroken ? found : totals.accountsWithBroken
  return `All ${count.toLocaleString('en')} that need reconnecting`
}

/** Returns the sentence about integrations that have a link already, or null when there are none. */
export function linkedBeforeSentence(
  result: Exclude<BulkResult, { kind: 'shown_before' }>,
): string | null {
  if (result.kind !== 'links' || result.linkedBefore === 0) return null
  const { linkedBefore } = result
  const others = countWords(linkedBefore, 'integration')
  return `${others} ${linkedBefore === 1 ? 'has' : 'have'} a link that still works, and got no other one. To make another one, choose the account itself.`
}

const noLinkWords = new Map([
  ['disconnected', 'No link: it was disconnected meanwhile'],
  ['too_many', 'No link: too many of its links still work'],
])

/** Returns why no link was made for an integration. */
export function noLinkSentence(reason: string | null): string {
  return noLinkWords.get(reason ?? '') ?? 'No link could be made'
}

/** Returns the name of an integration: its service, and its account at the service. */
export function integrationWords({
  service,
  externalName,
}: {
  service: string
  externalName: string
}): string {
  return `${serviceName(service)}, ${externalName}`
}
