import 'server-only'
import { z } from 'zod'
import { ApiError } from '../routes/api-error'
import { readJson } from '../routes/request-body'
import { requireSamePerson } from '../sessions/same-person'
import { withSession } from '../sessions/with-session'
import { answerCeremony } from './change-passkeys'
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
      throw new ApiError('not_found', { detail: 'Only people of the account have passkeys here.' })
    return answerCeremony(own, body.data.name, { request, appUrl })
  },
)
