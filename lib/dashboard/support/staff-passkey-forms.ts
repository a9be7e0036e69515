import 'server-only'
import { z } from 'zod'
import type { PasskeyError } from '@/lib/contract/view/passkeys'
import { seeOther } from '@/lib/http/see-other'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { EmbeddedMiteos } from '../dashboard'
import { addPasskey, answerCeremony, passkeyIdIn, removePasskey } from '../passkeys/change-passkeys'
import type { StaffMember } from '../people/embedded-staff'
import { ApiError } from '../routes/api-error'
import { jsonHandler } from '../routes/json-handler'
import { readJson } from '../routes/request-body'
import { withParameters } from '../routes/return-path'
import { findSignedInStaff } from '../staff/signed-in-staff'
import { staffPasskeysPath } from '../staff/support-path'
import { staffForm } from './staff-form'
import { staffPasskeys } from './staff-passkeys'

const bodySchema = z.object({
  name: z.string().max(256),
  /** The person for whom the page was shown. */
  person: z.string().max(256),
})

/** Answers with what the browser needs to create another passkey for the member of the support staff who is signed in. */
export const beginAddStaffPasskey = jsonHandler(async (request, dashboard) => {
  const signedIn = await findSignedInStaff(dashboard, request.headers.get('cookie'))
  if (!dashboard.embedded || !signedIn) throw new ApiError('unauthorized')
  const body = bodySchema.safeParse(await readJson(request))
  if (!body.success) throw new ApiError('invalid_request')
  const { member } = signedIn
  if (body.data.person !== member.personId) throw new ApiError('session_changed')
  await requirePinned(dashboard.embedded, member)
  const own = staffPasskeys(dashboard.embedded, member)
  const { appUrl } = dashboard.settings
  return answerCeremony(own, body.data.name, { request, appUrl })
})

/** Refuses staff by a claim of single sign-on only, because a passkey does not sign them in as staff. */
async function requirePinned({ staff }: EmbeddedMiteos, { personId }: StaffMember): Promise<void> {
  if (await staff.isAddedByOperator(personId)) return
  throw new ApiError('forbidden', { detail: 'You sign in by single sign-on, without a passkey.' })
}

async function unlessUnavailable(
  change: Promise<Record<string, string>>,
): Promise<Record<string, string>> {
  try {
    return await change
  } catch (error) {
    if (!isStorageUnavailable(error)) throw error
    return { error: 'unreachable' satisfies PasskeyError }
  }
}

/** Handles the form "Add a passkey" of the support staff. */
export const submitAddStaffPasskey = staffForm(async (post) => {
  const { dashboard, member, appUrl } = post
  if (!dashboard.embedded) throw new ApiError('not_found')
  await requirePinned(dashboard.embedded, member)
  const own = staffPasskeys(dashboard.embedded, member)
  const parameters = await unlessUnavailable(addPasskey(own, post))
  return seeOther(withParameters(staffPasskeysPath, parameters), appUrl)
})

/** Handles the form "Remove" of the support staff. */
export const submitRemoveStaffPasskey = staffForm(async (post) => {
  const { dashboard, member, appUrl } = post
  if (!dashboard.embedded) throw new ApiError('not_found')
  await requirePinned(dashboard.embedded, member)
  const own = staffPasskeys(dashboard.embedded, member)
  const parameters = await unlessUnavailable(removePasskey(own, passkeyIdIn(post)))
  return seeOther(withParameters(staffPasskeysPath, parameters), appUrl)
}, passkeyIdIn)
