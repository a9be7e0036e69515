import 'server-only'
import type { Dashboard } from '../dashboard'
import type { Entry, Identified } from '../people/embedded-people'
import type { FormPost } from '../routes/form-handler'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import { requireSamePerson } from '../sessions/with-session'
import { passkeyAnswerIn } from './passkey-answer'
import { presentPerson } from './present-person'
import { afterUnusableLink, type SignInAttempt } from './spend-link'

/** Returns the person who is signed in and for whom the form was shown, or null. */
async function signedInPerson({
  dashboard,
  request,
  fields,
}: FormPost): Promise<Identified | null> {
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (!session?.who) return null
  requireSamePerson(session, fields.get('person'))
  return session.who
}

async function readEntry(post: FormPost): Promise<Entry | null> {
  const { fields } = post
  if (fields.get('as') === 'session') {
    const who = await signedInPerson(post)
    return who && { how: 'session', who }
  }
  const name = fields.get('name') ?? ''
  if (fields.get('with') !== 'passkey') return { how: 'link', name }
  const answer = passkeyAnswerIn(post)
  return answer && { how: 'passkey', name, answer }
}

async function presentEntered(
  dashboard: Dashboard,
  who: Identified,
  accountId: string,
): Promise<SignInAttempt> {
  const environments = await dashboard.embedded?.people.sessions.listAccounts(who)
  const entered = environments?.find((account) => account.accountId === accountId)
  if (!entered) return { failure: 'no_account' }
  const { environment } = entered
  const presented = await presentPerson(dashboard, who, { accountId, environment })
  return presented ? { presented } : { failure: 'no_account' }
}

/**
 * Lets somebody in with an invitation or a sign-in link as a person with a name. `sessionId` is the id of the session that
 * this browser gets, or null for a browser without a cookie.
 */
export async function enterByLink(
  post: FormPost,
  linkSecret: string,
  sessionId: string | null,
): Promise<SignInAttempt> {
  const { dashboard } = post
  const entry = await readEntry(post)
  if (!entry) return { failure: post.fields.has('as') ? 'ended' : 'passkey_refused' }
  const result = await dashboard.embedded?.people.joining.enter(linkSecret, entry)
  switch (result?.outcome) {
    case 'in':
      return presentEntered(dashboard, result.who, result.accountId)
    case 'passkey_refused':
    case 'name_missing':
    case 'member_already':
    case 'limited':
      return { failure: result.outcome }
    default:
      return afterUnusableLink(dashboard, result ?? { outcome: 'unknown' }, sessionId)
  }
}
