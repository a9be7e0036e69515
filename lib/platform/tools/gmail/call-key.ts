import { ToolFailure } from '../tool-failure'
import { headerOf, type MailPart } from './mail-body'
import { keyHeader, messageIdOf } from './outgoing-mail'

/** The number of newest mails that are looked at when the search by the Message-ID finds none. */
export const mostCandidates = 25

/** Returns the search for the mail that a call with this key has written. */
export function searchByKey(key: string): string {
  return `rfc822msgid:${messageIdOf(key).slice(1, -1)}`
}

/** Returns whether a call with this key has written a mail. */
export function hasKey(payload: MailPart = {}, key: string): boolean {
  return headerOf(payload, keyHeader.toLowerCase()) === encodeURIComponent(key)
}

/** Returns the failure of a search that does not tell whether an earlier call was done. */
export function cannotFindOut(): ToolFailure {
  return new ToolFailure(
    'outcome_unknown',
    'Nobody can find out in Gmail whether this was done. Look at the mails in Sent and Drafts before you do it again.',
  )
}

/** Does a search. When Google does not allow the search to the connection, nobody can find out. */
export async function orCannotFindOut<Found>(search: () => Promise<Found>): Promise<Found> {
  try {
    return await search()
  } catch (error) {
    throw error instanceof ToolFailure && error.kind === 'not_granted' ? cannotFindOut() : error
  }
}
