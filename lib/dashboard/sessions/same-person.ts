import 'server-only'
import { environmentSchema } from '@/lib/contract/api/role'
import type { Dashboard } from '../dashboard'
import { ApiError } from '../routes/api-error'
import { personKeyOf, publicPersonId } from './public-person-id'
import type { Session } from './sessions'

type Place = Pick<Session, 'accountName' | 'environment'>

/** The place for which a page was rendered. `isLeft` is true when the person may no longer work there. */
interface PlaceOfPage extends Place {
  isLeft: boolean
}

/**
 * Returns the account and environment for which a page was rendered, when it was rendered for the person of the session in
 * another place. Returns null for a page of somebody else.
 */
async function findPlaceOfPage(
  { embedded, settings }: Dashboard,
  { who }: Session,
  pagePersonId: string,
): Promise<PlaceOfPage | null> {
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
  return (await findPlaceOfPage(dashboard, session, pagePersonId)) !== null
}

function placeWords({ accountName, environment }: Place): string {
  const where = `the ${environment} environment`
  return accountName === null ? where : `${accountName}, ${where}`
}

/** Returns why a page of the same person for another place is refused, and what to do. */
function placeChangedDetail(session: Session, page: PlaceOfPage): string {
  if (page.isLeft)
    return `You can no longer work in ${page.accountName}, for which this page was. This browser now works in ${placeWords(session)}. Load the page again to go on there.`
  return `Another tab of this browser has switched to ${placeWords(session)}, and this page was for ${placeWords(page)}. Switch back in the menu at the top to go on there, or load the page again to go on here.`
}

/**
 * Throws `session_changed` when the page was rendered for another person, and `place_changed` when it was for the same person in
 * another account or environment, so that an old tab never acts as the wrong person or in the wrong place. `pagePersonId` is the
 * person of the page, or null when the client does not send it.
 */
export async function requireSamePerson(
  dashboard: Dashboard,
  session: Session,
  pagePersonId: string | null,
): Promise<void> {
  if (pagePersonId === null || pagePersonId === session.personId) return
  const place = await findPlaceOfPage(dashboard, session, pagePersonId)
  if (place) throw new ApiError('place_changed', { detail: placeChangedDetail(session, place) })
  const account = session.accountName === null ? '' : `, in the account ${session.accountName}`
  throw new ApiError('session_changed', {
    detail: `This browser is now signed in as somebody else${account}. Load the page again to go on.`,
  })
}
