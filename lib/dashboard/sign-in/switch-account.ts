import 'server-only'
import { environmentSchema } from '@/lib/contract/api/role'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import { home, returnPath } from '../routes/return-path'
import { sessionCookie } from '../sessions/session-cookie'
import { signedInForm } from '../sessions/signed-in-form'
import { beginOrRevoke } from './begin-or-revoke'
import { createPersonToken } from './create-person-token'
import { verifyToken } from './sign-in'
import { endSession } from './sign-out'

function notPossible(): ApiError {
  return new ApiError('forbidden', {
    detail: 'You do not belong to this account, or may not work in this environment of it.',
  })
}

/**
 * Lets a person go on in another account or environment without signing in again. The new session replaces
 * the present one, and ends when that would have ended.
 */
export const switchAccount = signedInForm(
  async ({ dashboard, session, miteos, fields, appUrl, requestId }) => {
    // Throws when the token of the session was revoked, so that no other token replaces it.
    await miteos.account()
    const environment = environmentSchema.safeParse(fields.get('environment'))
    const accountId = fields.get('account')
    if (!session.who || !environment.success || !accountId) throw notPossible()
    const account = { accountId, environment: environment.data }
    const presented = await createPersonToken(dashboard, session.who, account, 'switch')
    if (!presented) throw notPossible()
    const verified = await verifyToken(dashboard, presented, requestId)
    if ('failure' in verified) {
      await dashboard.embedded?.revokeToken(presented)
      throw new ApiError(verified.failure === 'throttled' ? 'rate_limited' : 'upstream_error')
    }
    const id = await beginOrRevoke(dashboard, verified.session, undefined, session.beganAt)
    await endSession(dashboard, session, 'switched')
    return seeOther(returnPath(fields.get('return_to')), appUrl, [
      await sessionCookie(id, dashboard.settings),
    ])
  },
  () => home,
)
