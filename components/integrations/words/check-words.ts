import type { CheckOutcome } from '@/lib/contract/api/check'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { conditionOf, conditionWord } from './status-words'
import { vendorName } from './vendor-name'

/** The outcome of a check in one or two words. */
export const outcomeWords: Record<CheckOutcome, string> = {
  alive: 'Works',
  dead: 'Ended',
  unknown: 'No clear answer',
}

const causeWords = new Map([
  ['sweep', 'Planned check'],
  ['request', 'Somebody looked'],
  ['forced', 'Somebody asked for it'],
  ['tool', 'A tool was refused'],
  ['signal', 'The vendor sent a signal'],
])

/** Returns why a check was made. */
export function causeOfCheck(cause: string): string {
  return causeWords.get(cause) ?? 'Another reason'
}

/** Returns what the outcome of a check means for the status of the integration. */
export function meaningOf(outcome: CheckOutcome, integration: ListedIntegration): string {
  const condition = conditionOf(integration)
  const status = `“${conditionWord[condition]}”`
  switch (outcome) {
    case 'alive':
      return condition === 'broken'
        ? `The access worked then. It has ended since, so the status is ${status}.`
        : `The access works, so the status is ${status}.`
    case 'dead':
      return condition === 'connected'
        ? `The access had ended then. The integration was reconnected since, so the status is ${status}.`
        : `The access has ended, so the status is ${status}.`
    case 'unknown':
      return `This does not say whether the access works, so the status stays ${status}.`
  }
}

/** Returns what would change the status of the integration, or undefined when nothing is asked about it any more. */
export function changeOf(integration: ListedIntegration): string | undefined {
  const vendor = vendorName(integration.service)
  switch (conditionOf(integration)) {
    case 'connected':
      return `Only an answer of ${vendor} that the access has expired or was revoked. A timeout, a rate limit or an error of ${vendor} changes nothing.`
    case 'broken':
      return `Reconnecting, or an answer of ${vendor} that the access works again. Miteos asks once a day for a week.`
    default:
      return undefined
  }
}
