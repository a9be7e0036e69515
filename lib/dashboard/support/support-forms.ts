import 'server-only'
import { environmentSchema } from '@/lib/contract/api/role'
import { maxReasonLength } from '@/lib/contract/api/support-reason'
import type { OpenError } from '@/lib/contract/view/support'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import { formHandler } from '../routes/form-handler'
import { home, safeSignInPath, withParameters } from '../routes/return-path'
import { requireSamePerson } from '../sessions/same-person'
import { endedSessionCookie, sessionCookie } from '../sessions/session-cookie'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import { beginOrRevoke } from '../sign-in/begin-or-revoke'
import { verifyToken } from '../sign-in/sign-in'
import { endSession } from '../sign-in/sign-out'
import { findSignedInStaff } from '../staff/signed-in-staff'
import { openAccountPath, supportPath } from '../staff/support-path'
import { staffForm } from './staff-form'

/**
 * Handles the form that opens the account of a customer. The session of the visit replaces the one that this browser had. The
 * session of the staff goes on beside it.
 */
export const submitOpen = staffForm(async (post) => {
  const { dashboard, request, fields, params, appUrl, requestId, member, staff } = post
  const { account: accountId = '' } = params
  const reason = fields.get('reason') ?? ''
  const back = (error: OpenError) => {
    const typed = { reason: reason.slice(0, maxReasonLength), error }
    return seeOther(withParameters(openAccountPath(accountId), typed), appUrl)
  }
  const environment = environmentSchema.safeParse(fields.get('environment'))
  if (!environment.success) return back('environment_missing')
  const visit = { accountId, environment: environment.data, reason }
  const opened = await staff.visits.open(member.personId, visit)
  if (opened === 'reason_missing') return back('reason_missing')
  if (typeof opened === 'string')
    throw new ApiError('not_found', { detail: 'There is no account with this id.' })
  const personKey = `staff:${member.personId}:${accountId}:${environment.data}`
  const presented = { ...opened, personKey, who: null }
  const verified = await verifyToken(dashboard, presented, requestId)
  if ('failure' in verified) {
    await dashboard.embedded?.revokeToken(presented)
    return back('unreachable')
  }
  const earlier = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  const id = await beginOrRevoke(dashboard, verified.session)
  if (earlier) await endSession(dashboard, earlier)
  return seeOther(home, appUrl, [await sessionCookie(id, dashboard.settings)])
})

/** Handles the button "Leave" of the strip: ends the visit, and redirects to the support page. */
export const submitLeave = formHandler(async ({ dashboard, request, fields, appUrl }) => {
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (!session) return seeOther(safeSignInPath(supportPath, 'ended'), appUrl)
  await requireSamePerson(dashboard, session, fields.get('person'))
  const staff = await findSignedInStaff(dashboard, request.headers.get('cookie'))
  if (!staff) return seeOther(home, appUrl)
  await endSession(dashboard, session)
  return seeOther(withParameters(supportPath, { left: '1' }), appUrl, [endedSessionCookie(appUrl)])
})
