import 'server-only'
import { seeOther } from '@/lib/http/see-other'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { ApiError } from '../routes/api-error'
import { withParameters } from '../routes/return-path'
import { signedInForm } from '../sessions/signed-in-form'
import { notificationsPath } from './notifications-path'

/** Handles the form of the page about notifications. A checkbox that is not checked is not in the form. */
export const submitNotifications = signedInForm(
  async ({ dashboard: { embedded }, session: { who, accountId }, fields, miteos, appUrl }) => {
    if (!embedded || !who || accountId === null)
      throw new ApiError('forbidden', {
        detail: 'Only people of the account get notifications.',
      })
    // Asks the API whether the session may still be used.
    await miteos.account()
    const member = { personId: who.personId, accountId }
    try {
      await embedded.breakMails.choose(member, fields.get('break_mails') === 'on')
    } catch (error) {
      if (!isStorageUnavailable(error)) throw error
      return seeOther(withParameters(notificationsPath, { error: 'unreachable' }), appUrl)
    }
    return seeOther(withParameters(notificationsPath, { saved: '1' }), appUrl)
  },
  () => notificationsPath,
)
