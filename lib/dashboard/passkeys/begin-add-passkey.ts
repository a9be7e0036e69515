import 'server-only'
import { z } from 'zod'
import { mostPasskeys } from '@/lib/contract/api/limits'
import { personNameSchema } from '@/lib/contract/api/person'
import { ApiError } from '../routes/api-error'
import { json } from '../routes/api-response'
import { readJson } from '../routes/request-body'
import { requireSamePerson } from '../sessions/same-person'
import { withSession } from '../sessions/with-session'
import { browserSecretIn } from '../sign-in/browser-cookie'
import { findOwnPasskeys } from './passkey-owner'

const bodySchema = z.object({
  name: z.string().max(256),
  /** The person for whom the page was shown. */
  person: z.string().max(256).optional(),
})

/**
 * Answers with what the browser needs to create another passkey for the person who is signed in.
 */
export const beginAddPasskey = withSession(
  async ({ request, dashboard, session, miteos, appUrl }) => {
    const body = bodySchema.safeParse(await readJson(request))
    if (!body.success) throw new ApiError('invalid_request')
    await requireSamePerson(dashboard, session, body.data.person ?? null)
    const own = await findOwnPasskeys(dashboard, session, miteos)
    if (!own)
      throw new ApiError('not_found', { detail: 'Only somebody who signed in has passkeys.' })
    if (!personNameSchema.safeParse(body.data.name).success)
      throw new ApiError('invalid_request', {
        detail: 'Give the passkey a name of 1 to 64 printable characters.',
      })
    const browser = browserSecretIn(request.headers.get('cookie'), appUrl)
    if (!browser)
      throw new ApiError('invalid_request', {
        detail: 'Your browser did not keep the cookie of this page. Load the page again.',
      })
    const known = await own.passkeys.list(own.owner)
    if (known.length >= mostPasskeys)
      throw new ApiError('conflict', {
        detail: `You have ${mostPasskeys} passkeys, and more are not possible. Remove one first.`,
      })
    return json(await own.passkeys.beginAdd(own.owner, browser), appUrl)
  },
)
