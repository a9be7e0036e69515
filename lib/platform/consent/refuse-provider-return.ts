import type { Service } from '@/lib/contract/services/catalogue'
import type { ConsentContext } from './consent-context'
import type { RefusalCause } from './refusal-cause'
import { newReference, type RefusalDetails } from './refusal-page'
import { refusalWords } from './refusals'

/** The causes after which nobody can finish a transaction any more. */
const endings: readonly RefusalCause[] = ['redirect_uri_deleted']

/** Refuses the return from a provider that is being handled. */
export type RefuseProviderReturn = (
  cause: RefusalCause,
  details?: RefusalDetails,
) => Promise<Response>

/**
 * Refuses a return from a provider with a page. When the state belongs to a transaction, the reference of the page
 * is kept with its connect attempt, which ends when it cannot go on.
 */
export async function refuseProviderReturn(
  { settings, connectAttempts, transactions, refuse }: ConsentContext,
  { state, service }: { state: string; service: Service },
  cause: RefusalCause,
  details: RefusalDetails = {},
): Promise<Response> {
  const reference = newReference()
  let hasRecord = false
  await connectAttempts.aside(async () => {
    const attempt = await transactions.findAttempt(state)
    if (!attempt) return
    hasRecord = true
    if (!endings.includes(cause)) return connectAttempts.refer(attempt, reference)
    const { title, sentence } = refusalWords(cause, service, settings.appUrl)
    const reason = `${title}. ${sentence}`
    await connectAttempts.fail(attempt, { step: 'returned', outcome: 'failed', reason, reference })
  })
  const mayReadAttempt = hasRecord && details.mayReadAttempt === true
  return refuse(cause, { ...details, service, reference, mayReadAttempt })
}
