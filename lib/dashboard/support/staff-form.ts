import 'server-only'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import { type FormPost, formHandler } from '../routes/form-handler'
import type { Handler } from '../routes/handler'
import { safeSignInPath } from '../routes/return-path'
import { findSignedInStaff, type SignedInStaff } from '../staff/signed-in-staff'
import { supportPath } from '../staff/support-path'

/**
 * Creates a handler for a form of the support staff. It runs only for the member for whom the page was rendered. Without a
 * session it redirects to the sign-in page, which leads back to the support page.
 *
 * @param check throws for an address that is wrong for everybody
 */
export function staffForm(
  handle: (post: FormPost & SignedInStaff) => Promise<Response>,
  check: (post: FormPost) => void = () => {},
): Handler {
  return formHandler(async (post) => {
    check(post)
    const { dashboard, request, fields, appUrl } = post
    const signedIn = await findSignedInStaff(dashboard, request.headers.get('cookie'))
    if (!signedIn) return seeOther(safeSignInPath(supportPath, 'ended'), appUrl)
    if (fields.get('staff') !== signedIn.member.personId)
      throw new ApiError('session_changed', {
        detail: 'You are now signed in as somebody else. Load the page again to go on.',
      })
    return handle({ ...post, ...signedIn })
  })
}
