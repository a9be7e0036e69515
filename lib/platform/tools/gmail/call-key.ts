import { ToolFailure } from '../tool-failure'
import { headerOf, type MailPart } from './mail-body'
import { keyHeader, messageIdOf } from './outgoing-mail'

/** The number of newest mails that are looked at when the search by the Message-ID finds none. */
export const maxCandidates = 25

/** Returns the Gmail search that finds the mail of a call with this key by its Message-ID. */
export function searchByKey(key: string): string {
  return `rfc822msgid:${messageIdOf(key).slice(1, -1)}`
}

/** Returns whether a mail was written by a call with this key. */
export function hasKey(payload: MailPart = {}, key: string): boolean {
  return headerOf(payload, keyHeader.toLowerCase()) === encodeURIComponent(key)
}

/** Returns the failure of a search that does not tell whether an earlier call was done. */
export function outcomeUnknown(): ToolFailure {
  return new ToolFailure(
    'outcome_unknown',
    'Nobody can find out in Gmail whether this was done. Look at the mails in Sent and Drafts before you do it again.',
  )
}

/** Does a search. Throws `outcome_unknown` when the connection lacks the permission to search. */
export async function searchOrOutcomeUnknown<Found>(search: () => Promise<Found>): Promise<Found> {
  try {
    return await search()
  } catch (error) {
    throw error instanceof ToolFailure && error.kind === 'not_granted' ? outcomeUnknown() : error
  }
}
