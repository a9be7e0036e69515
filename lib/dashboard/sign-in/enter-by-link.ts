import 'server-only'
import type { Dashboard } from '../dashboard'
import { MiteosError } from '../miteos/miteos-error'
import type { Entry, EntryResult, IdentifiedPerson, SignInWay } from '../people/embedded-people'
import type { FormPost } from '../routes/form-handler'
import { isOfSamePerson, requireSamePerson } from '../sessions/same-person'
import { createSessionMiteos } from '../sessions/session-miteos'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import { createPersonToken, whyNoAccount } from './create-person-token'
import { passkeyAnswerIn } from './passkey-answer'
import { wasSignedIn } from './session-of-secret'
import type { SignInFailure } from './sign-in'
import { afterUnusableLink, type SignInOutcome } from './spend-link'
import { staffIdOf } from './staff-of-passkey'

/**
 * Returns the person who is signed in, or null. Asks the API, so that a removal counts at once.
 *
 * @throws {ApiError} `session_changed` when the form was shown to somebody else
 */
async function signedInPerson(post: FormPost): Promise<IdentifiedPerson | null> {
  const { dashboard, request, fields, requestId } = post
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (!session?.who) return null
  const page = fields.get('person')
  if (!(await isOfSamePerson(dashboard, session, page)))
    await requireSamePerson(dashboard, session, page)
  try {
    await createSessionMiteos(dashboard, session, requestId).account()
    return session.who
  } catch (error) {
    if (error instanceof MiteosError && error.kind === 'unauthorized') return null
    throw error
  }
}

async function readEntry(post: FormPost): Promise<Entry | null> {
  const { fields } = post
  if (fields.get('as') === 'session') {
    const who = await signedInPerson(post)
    return who && { how: 'session', who }
  }
  const isKnown = fields.get('as') === 'passkey'
  const name = fields.get('name') ?? ''
  if (!isKnown && fields.get('with') !== 'passkey') return { how: 'link', name }
  const answer = passkeyAnswerIn(post)
  if (!answer) return null
  return isKnown ? { how: 'known_passkey', answer } : { how: 'passkey', name, answer }
}

/** Returns why a form of a link cannot be read. */
function failureWithoutEntry({ fields }: FormPost): SignInFailure {
  if (fields.get('as') === 'session') return 'ended'
  return fields.has('response') ? 'passkey_refused' : 'passkey_missing'
}

async function presentEntered(
  dashboard: Dashboard,
  who: IdentifiedPerson,
  accountId: string,
  way: SignInWay | undefined,
): Promise<SignInOutcome> {
  const accounts = await dashboard.embedded?.people.sessions.listAccounts(who)
  const entered = accounts?.find((account) => account.accountId === accountId)
  if (!entered) return { failure: await whyNoAccount(dashboard, who) }
  const { environment } = entered
  const presented = await createPersonToken(dashboard, who, { accountId, environment }, way)
  return presented ? { presented } : { failure: await whyNoAccount(dashboard, who) }
}

/**
 * Lets somebody in with an invitation, a reconnect link or a sign-in link, as a person with a name.
 * `sessionId` is the id of the session that this browser gets, or null for a browser without a
 * cookie.
 */
export async function enterByLink(
  post: FormPost,
  linkSecret: string,
  sessionId: string | null,
): Promise<SignInOutcome> {
  const { dashboard } = post
  const entry = await readEntry(post)
  if (!entry) return { failure: failureWithoutEntry(post) }
  const result = await dashboard.embedded?.people.joining.enter(linkSecret, entry)
  const used = { secret: linkSecret, result }
  if (entry.how === 'session') return resultAfterLink(dashboard, used, sessionId)
  if (entry.how !== 'known_passkey') return resultAfterLink(dashboard, used, sessionId, 'link')
  const entered = await resultAfterLink(dashboard, used, sessionId, 'passkey')
  const who = result && 'who' in result ? result.who : undefined
  return 'presented' in entered && who
    ? { ...entered, ...(await staffIdOf(dashboard, who)) }
    : entered
}

/** Returns the sign-in that follows from the use of a link. */
export async function resultAfterLink(
  dashboard: Dashboard,
  { secret, result }: { secret: string; result: EntryResult | undefined },
  sessionId: string | null,
  way?: SignInWay,
): Promise<SignInOutcome> {
  switch (result?.outcome) {
    case 'in':
      return presentEntered(dashboard, result.who, result.accountId, way)
    case 'taken':
      return { failure: 'sso_taken' }
    case 'member_already': {
      if (!result.who || !result.accountId) return { failure: result.outcome }
      const entered = await presentEntered(dashboard, result.who, result.accountId, way)
      return 'presented' in entered ? { ...entered, note: result.outcome } : entered
    }
    case 'answer_used': {
      const isSecondPress = sessionId && (await wasSignedIn(dashboard, sessionId, result.at))
      return isSecondPress ? { sessionId } : { failure: 'passkey_refused' }
    }
    case 'passkey_refused':
    case 'name_missing':
    case 'removed':
    case 'passkey_ended':
    case 'limited':
      return { failure: result.outcome }
    default:
      return afterUnusableLink(dashboard, secret, result ?? { outcome: 'unknown' }, sessionId)
  }
}
