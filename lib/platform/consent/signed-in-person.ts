import type { Service } from '@/lib/contract/services/catalogue'
import type { Person } from '../access/person'
import type { ConsentContext } from './consent-context'
import type { Refuse } from './refusal-page'
import type { RefuseReturn } from './refused-return'

/**
 * Returns the person who is signed in, or null when nobody is. When the server cannot find out at the moment,
 * returns a page on which the person can try again.
 *
 * @param step.again the address of this step for another try, as in `RefusalDetails`
 */
export async function findSignedInPerson(
  {
    whoIsSignedIn,
    refuse,
  }: Pick<ConsentContext, 'whoIsSignedIn'> & {
    refuse: Refuse | RefuseReturn
  },
  request: Request,
  step: { service: Service; again: string },
): Promise<Person | Response | null> {
  const person = await whoIsSignedIn(request)
  if (!person || !('notKnown' in person)) return person
  const { notKnown, retryAfterSeconds } = person
  const cause = notKnown === 'rate_limited' ? 'person_rate_limited' : notKnown
  return refuse(cause, { ...step, retryAfterSeconds })
}
