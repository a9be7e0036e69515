import 'server-only'
import { supportReasonSchema } from '@/lib/contract/api/support-reason'
import { seeOther } from '@/lib/http/see-other'
import { MiteosError } from '../miteos/miteos-error'
import { returnPath, withParameters } from '../routes/return-path'
import { signedInForm } from '../sessions/signed-in-form'
import { integrationIdIn } from './integration-id'

/** Ignores `not_found`: an integration that is already gone needs no disconnect. */
function ignoreGone(error: unknown): null {
  if (!(error instanceof MiteosError && error.kind === 'not_found')) throw error
  return null
}

/** Returns the path of the page that asks before a disconnect. */
function disconnectPath(id: string): string {
  return `/integrations/${id}/disconnect`
}

/**
 * Handles the forms "Disconnect" and "Disconnect when idle" of a browser without JavaScript, and of
 * support staff, who have to give a reason.
 */
export const submitDisconnect = signedInForm(
  async (post) => {
    const id = integrationIdIn(post.params)
    const sent = post.fields.get('reason') ?? undefined
    const reason = supportReasonSchema.optional().safeParse(sent)
    if (!reason.success) {
      const path = withParameters(disconnectPath(id), { error: 'reason_missing' })
      return seeOther(path, post.appUrl)
    }
    if (post.fields.get('when') === 'idle') {
      const waiting = await post.miteos.disconnectWhenIdle(id, reason.data).catch(ignoreGone)
      // The card says that the integration waits.
      if (waiting) return seeOther(`/integrations#integration-${id}`, post.appUrl)
    } else await post.miteos.disconnect(id, reason.data).catch(ignoreGone)
    return seeOther(withParameters('/integrations', { disconnected: id }), post.appUrl)
  },
  (post) => disconnectPath(integrationIdIn(post.params)),
)

/** Handles the form "Check now" of a browser without JavaScript. */
export const submitCheck = signedInForm(
  async (post) => {
    const id = integrationIdIn(post.params)
    await post.miteos.check(id)
    const returnTo = post.fields.get('return_to') ?? `/integrations/${id}`
    return seeOther(returnPath(returnTo), post.appUrl)
  },
  (post) => `/integrations/${integrationIdIn(post.params)}`,
)
