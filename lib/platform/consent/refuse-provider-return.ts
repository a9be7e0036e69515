import { roleMay } from '@/lib/contract/api/permissions'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Person } from '../access/person'
import type { OwnAttempt } from '../attempts/own-attempt'
import type { ConsentContext } from './consent-context'
import type { RefusalCause } from './refusal-cause'
import { newReference, type RefusalDetails } from './refusal-page'
import { refusalWords } from './refusals'

/** The causes after which nobody can finish the transaction. */
const endingCauses: readonly RefusalCause[] = ['redirect_uri_deleted']

/** Refuses the return from a provider that is being handled. */
export type RefuseProviderReturn = (
  cause: RefusalCause,
  details?: RefusalDetails,
) => Promise<Response>

/** Returns whether a person may read the record of an attempt: one of their own account and environment. */
function mayRead({ accountId, environment, role }: Person, attempt: OwnAttempt): boolean {
  const isOwn = attempt.accountId === accountId && attempt.environment === environment
  return isOwn && roleMay(role, 'view_attempts')
}

/**
 * Refuses a return from a provider with a page. When the state belongs to a transaction, adds the reference of the
 * page to its connect attempt, and records there that the attempt failed if nobody can finish it.
 *
 * @param returned.person the person who is signed in; absent when that is not known
 */
export async function refuseProviderReturn(
  { settings, connectAttempts, transactions, refuse }: ConsentContext,
  returned: { state: string; service: Service; person?: Person },
  cause: RefusalCause,
  details: RefusalDetails = {},
): Promise<Response> {
  const { state, service, person } = returned
  const reference = newReference()
  let mayReadAttempt = false
  await connectAttempts.aside(async () => {
    const attempt = await transactions.findAttempt(state)
    if (!attempt) return
    mayReadAttempt = person !== undefined && mayRead(person, attempt)
    if (!endingCauses.includes(cause)) return connectAttempts.refer(attempt, reference)
    const { title, sentence } = refusalWords(cause, service, settings.appUrl)
    const reason = `${title}. ${sentence}`
    await connectAttempts.fail(attempt, { step: 'returned', outcome: 'failed', reason, reference })
  })
  return refuse(cause, { ...details, service, reference, mayReadAttempt })
}
