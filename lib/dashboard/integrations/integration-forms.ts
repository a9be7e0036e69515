import 'server-only'
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

/** Handles the forms "Disconnect" and "Disconnect when idle" of a browser without JavaScript. */
export const submitDisconnect = signedInForm(
  async (post) => {
    const id = integrationIdIn(post.params)
    if (post.fields.get('when') === 'idle') {
      const waiting = await post.miteos.disconnectWhenIdle(id).catch(ignoreGone)
      // The card says that the integration waits.
      if (waiting) return seeOther(`/integrations#integration-${id}`, post.appUrl)
    } else await post.miteos.disconnect(id).catch(ignoreGone)
    return seeOther(withParameters('/integrations', { disconnected: id }), post.appUrl)
  },
  (post) => `/integrations/${integrationIdIn(post.params)}/disconnect`,
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
