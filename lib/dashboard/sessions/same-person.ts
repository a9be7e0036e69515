import 'server-only'
import { environmentSchema } from '@/lib/contract/api/role'
import type { Dashboard } from '../dashboard'
import { ApiError } from '../routes/api-error'
import { personKeyOf, publicPersonId } from './public-person-id'
import type { Session } from './sessions'

type NamedEnvironment = Pick<Session, 'accountName' | 'environment'>

/** The account and environment for which a page was rendered. `isLeft` is true when the person may no longer work in that account. */
interface EnvironmentOfPage extends NamedEnvironment {
  isLeft: boolean
}

/**
 * Returns the account and environment for which a page was rendered, when it was rendered for the person of the session in
 * others than the present ones. Returns null for a page of somebody else.
 */
async function findEnvironmentOfPage(
  { embedded, settings }: Dashboard,
  { who }: Session,
  pagePersonId: string,
): Promise<EnvironmentOfPage | null> {
  if (!who || !embedded) return null
  const findIn = (accounts: readonly { accountId: string; accountName: string }[]) => {
    for (const { accountId, accountName } of accounts)
      for (const environment of environmentSchema.options) {
        const key = personKeyOf(who.personId, { accountId, environment })
        if (publicPersonId(key, settings.nextAuthSecret) === pagePersonId)
          return { accountName, environment }
      }
    return null
  }
  const { sessions } = embedded.people
  const present = findIn(await sessions.listAccounts(who))
  if (present) return { ...present, isLeft: false }
  const left = findIn(await sessions.listFormerAccounts(who))
  return left && { ...left, isLeft: true }
}

/** Returns whether a page was rendered for the person of the session, in whatever account and environment. */
export async function isOfSamePerson(
  dashboard: Dashboard,
  session: Session,
  pagePersonId: string | null,
): Promise<boolean> {
  if (pagePersonId === null || pagePersonId === session.personId) return true
  return (await findEnvironmentOfPage(dashboard, session, pagePersonId)) !== null
}

function environmentWords({ accountName, environment }: NamedEnvironment): string {
  const where = `the ${environment} environment`
  return accountName === null ? where : `${accountName}, ${where}`
}

/** Returns why a page of the same person for another place is refused, and what to do. */
function placeChangedDetail(session: Session, page: EnvironmentOfPage): string {
  if (page.isLeft)
    return `You can no longer work in ${page.accountName}, for which this page was. This browser now works in ${environmentWords(session)}. Load the page again to go on there.`
  return `Another tab of this browser has switched to ${environmentWords(session)}, and this page was for ${environmentWords(page)}. Switch back in the menu at the top to go on there, or load the page again to go on here.`
}

/**
 * Throws `session_changed` when the page was rendered for another person, and `place_changed` when it was for the same person in
 * another account or environment, so that an old tab never acts as the wrong person, or in an account or environment that
 * its page does not show. `pagePersonId` is the person of the page, or null when the client does not send it.
 */
export async function requireSamePerson(
  dashboard: Dashboard,
  session: Session,
  pagePersonId: string | null,
): Promise<void> {
  if (pagePersonId === null || pagePersonId === session.personId) return
  const place = await findEnvironmentOfPage(dashboard, session, pagePersonId)
  if (place) throw new ApiError('place_changed', { detail: placeChangedDetail(session, place) })
  const account = session.accountName === null ? '' : `, in the account ${session.accountName}`
  throw new ApiError('session_changed', {
    detail: `This browser is now signed in as somebody else${account}. Load the page again to go on.`,
  })
}
