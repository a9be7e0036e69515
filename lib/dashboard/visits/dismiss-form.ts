import 'server-only'
import { seeOther } from '@/lib/http/see-other'
import { returnPath } from '../routes/return-path'
import { signedInForm } from '../sessions/signed-in-form'

/** Handles the form "Dismiss" of what changed since the last visit. */
export const submitDismiss = signedInForm(
  async (post) => {
    await post.dashboard.visits.dismiss(post.session.personId)
    return seeOther(returnPath(post.fields.get('return_to') ?? '/integrations'), post.appUrl)
  },
  () => '/integrations',
)
