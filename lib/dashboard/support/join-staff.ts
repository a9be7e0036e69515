import 'server-only'
import { z } from 'zod'
import { personNameSchema } from '@/lib/contract/api/person'
import type { JoinError } from '@/lib/contract/view/support'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import { json } from '../routes/api-response'
import { formHandler } from '../routes/form-handler'
import { jsonHandler } from '../routes/json-handler'
import { readJson } from '../routes/request-body'
import { withParameters } from '../routes/return-path'
import { browserSecretIn } from '../sign-in/browser-cookie'
import { linkPattern } from '../sign-in/link-pattern'
import { passkeyAnswerIn } from '../sign-in/passkey-answer'
import { staffCookie } from '../staff/staff-sessions'
import { supportPath } from '../staff/support-path'

const bodySchema = z.object({
  link: z.string().regex(linkPattern),
  name: z.string().max(256),
})

/**
 * Answers with what the browser needs to create the passkey of a person who comes in as support
 * staff.
 */
export const beginStaffPasskey = jsonHandler(async (request, { embedded, settings }) => {
  if (!embedded) throw new ApiError('not_found', { detail: 'This Miteos has no support staff.' })
  const browser = browserSecretIn(request.headers.get('cookie'), settings.appUrl)
  if (!browser)
    throw new ApiError('invalid_request', {
      detail: 'Your browser did not keep the cookie of this page. Allow cookies, then try again.',
    })
  const body = bodySchema.safeParse(await readJson(request))
  if (!body.success) throw new ApiError('invalid_request')
  const { link, name } = body.data
  if (!personNameSchema.safeParse(name).success)
    throw new ApiError('invalid_request', {
      detail: 'Enter a name of 1 to 64 printable characters.',
    })
  const ceremony = await embedded.staff.joining.beginPasskey(link, name, browser)
  if (!ceremony)
    throw new ApiError('conflict', {
      detail: 'This link works no more. Load the page again to see why.',
    })
  return json(ceremony, settings.appUrl)
})

const errors: Record<string, JoinError> = {
  used: 'link_used',
  replaced: 'link_replaced',
  removed: 'link_removed',
  expired: 'link_invalid',
  unknown: 'link_invalid',
  passkey_refused: 'passkey_refused',
  name_missing: 'name_missing',
}

/** Handles the form with which a person comes in as support staff. */
export const submitJoinStaff = formHandler(async (post) => {
  const { dashboard, fields, appUrl } = post
  const { embedded, staffSessions } = dashboard
  if (!embedded) throw new ApiError('not_found', { detail: 'This Miteos has no support staff.' })
  const link = fields.get('link') ?? ''
  const back = (error: JoinError) =>
    seeOther(withParameters(`${supportPath}/join`, { link, error }), appUrl)
  if (!linkPattern.test(link)) return seeOther(`${supportPath}/join`, appUrl)
  const answer = passkeyAnswerIn(post)
  if (!answer) return back(fields.has('response') ? 'passkey_refused' : 'passkey_missing')
  const result = await embedded.staff.joining.enter(link, fields.get('name') ?? '', answer)
  if (result.outcome !== 'in') return back(errors[result.outcome] ?? 'link_invalid')
  const secret = await staffSessions.begin(result.personId)
  return seeOther(supportPath, appUrl, [staffCookie(secret, appUrl)])
})
