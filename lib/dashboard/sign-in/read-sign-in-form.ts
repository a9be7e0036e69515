import 'server-only'
import type { FormPost } from '../routes/form-handler'
import { browserSecretIn } from './browser-cookie'
import { createPersonToken, whyNoAccount } from './create-person-token'
import { enterByLink } from './enter-by-link'
import { passkeyAnswerIn } from './passkey-answer'
import { sessionIdOfSecret, wasSignedIn } from './session-of-secret'
import { readPresentedToken } from './sign-in'
import { type SignInOutcome, spendLink } from './spend-link'
import { staffIdOf } from './staff-of-passkey'

/**
 * Returns the id of the session that this form creates in this browser. Returns null for a form
 * with an API token, which may be sent twice, and for a browser without the page's cookie.
 */
export function sessionIdFor({ dashboard, request, fields, appUrl }: FormPost): string | null {
  // A link is not used up by a passkey of somebody who belongs to the account, but the answer of the passkey is.
  const isByPasskey = fields.get('as') === 'passkey' || !fields.has('link')
  const secret = isByPasskey && fields.has('state') ? fields.get('state') : fields.get('link')
  const browserSecret = browserSecretIn(request.headers.get('cookie'), appUrl)
  return secret && browserSecret ? sessionIdOfSecret(dashboard, secret, browserSecret) : null
}

async function signInWithPasskey(post: FormPost, sessionId: string | null): Promise<SignInOutcome> {
  const { dashboard } = post
  if (!post.fields.has('response')) return { failure: 'passkey_missing' }
  const answer = passkeyAnswerIn(post)
  const who = answer && (await dashboard.embedded?.people.ceremonies.signIn(answer))
  if (!who) return { failure: 'passkey_refused' }
  if ('usedAt' in who) {
    const isSecondPress = sessionId && (await wasSignedIn(dashboard, sessionId, who.usedAt))
    return isSecondPress ? { sessionId } : { failure: 'passkey_refused' }
  }
  const presented = await createPersonToken(dashboard, who, undefined, 'passkey')
  const staffId = await staffIdOf(dashboard, who)
  if (presented) return { presented, ...staffId }
  return staffId ?? { failure: await whyNoAccount(dashboard, who) }
}

/**
 * Does what a form of the sign-in page asks for: uses a link, checks the answer of a passkey, or
 * reads an API token, which is not checked yet.
 */
export async function readSignInForm(
  post: FormPost,
  sessionId: string | null,
): Promise<SignInOutcome> {
  const { dashboard, fields } = post
  const linkSecret = fields.get('link')
  if (linkSecret) {
    const isAsPerson = ['name', 'with', 'as'].some((field) => fields.get(field))
    const entered = isAsPerson ? null : await spendLink(dashboard, linkSecret, sessionId)
    const isOfPerson =
      entered !== null && 'failure' in entered && entered.failure === 'link_invalid'
    return entered === null || isOfPerson ? enterByLink(post, linkSecret, sessionId) : entered
  }
  if (fields.get('with') === 'passkey') return signInWithPasskey(post, sessionId)
  const presented = readPresentedToken(fields.get('token'))
  return presented ? { presented } : { failure: 'malformed' }
}
