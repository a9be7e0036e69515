import 'server-only'
import { seeOther } from '@/lib/http/see-other'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import { type FormPost, formHandler } from '../routes/form-handler'
import type { Handler } from '../routes/handler'
import { safeSignInPath } from '../routes/return-path'
import { requireSamePerson } from './same-person'
import { createSessionMiteos } from './session-miteos'
import { sessionOfCookie } from './session-of-cookie'
import type { Session } from './sessions'

export interface SignedInPost extends FormPost {
  session: Session
  miteos: Miteos
}

/**
 * Creates a handler for a form that runs only for the signed-in person for whom the page was rendered. Without
 * a session, or when the API refuses its token, it redirects to the sign-in page, which leads back to `returnTo`.
 */
export function signedInForm(
  handle: (post: SignedInPost) => Promise<Response>,
  returnTo: (post: FormPost) => string | Promise<string>,
): Handler {
  return formHandler(async (post) => {
    const { dashboard, request, fields, requestId, appUrl } = post
    const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
    if (!session) return seeOther(safeSignInPath(await returnTo(post), 'ended'), appUrl)
    await requireSamePerson(dashboard, session, fields.get('person'))
    try {
      return await handle({
        ...post,
        session,
        miteos: createSessionMiteos(dashboard, session, requestId),
      })
    } catch (error) {
      const isRevoked = error instanceof MiteosError && error.kind === 'unauthorized'
      if (isRevoked) return seeOther(safeSignInPath(await returnTo(post), 'revoked'), appUrl)
      throw error
    }
  })
}
