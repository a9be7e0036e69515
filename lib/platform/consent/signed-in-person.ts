import type { Service } from '@/lib/contract/services/catalogue'
import type { Person } from '../access/person'
import type { ConsentContext } from './consent-context'
import type { Refuse } from './refusal-page'
import type { RefuseProviderReturn } from './refuse-provider-return'

/**
 * Returns the person who is signed in, or null when nobody is. When the server cannot find out at the moment,
 * returns a page on which the person can try again.
 *
 * @param step.retryAddress the address at which the person can try this step again, as in `RefusalDetails`
 */
export async function findSignedInPerson(
  {
    whoIsSignedIn,
    refuse,
  }: Pick<ConsentContext, 'whoIsSignedIn'> & {
    refuse: Refuse | RefuseProviderReturn
  },
  request: Request,
  step: { service: Service; retryAddress: string },
): Promise<Person | Response | null> {
  const found = await whoIsSignedIn(request)
  if (!found || !('whyNotKnown' in found)) return found
  const { whyNotKnown, retryAfterSeconds } = found
  const cause = whyNotKnown === 'rate_limited' ? 'person_rate_limited' : whyNotKnown
  return refuse(cause, { ...step, retryAfterSeconds })
}
