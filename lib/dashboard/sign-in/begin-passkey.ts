import 'server-only'
import { z } from 'zod'
import { personNameSchema } from '@/lib/contract/api/person'
import type { Ceremony } from '../people/embedded-people'
import { ApiError } from '../routes/api-error'
import { json } from '../routes/api-response'
import { jsonHandler } from '../routes/json-handler'
import { readJson } from '../routes/request-body'
import { browserSecretIn } from './browser-cookie'
import { linkPattern } from './link-pattern'

const bodySchema = z.object({
  /** The secret of a link with which a new passkey is created. Absent when somebody signs in. */
  link: z.string().regex(linkPattern).optional(),
  /** The name of a new person. */
  name: z.string().max(256).optional(),
})

/**
 * Answers with what the browser needs to use an authenticator on the sign-in page: options of
 * WebAuthn, and a sealed challenge.
 */
export const beginPasskey = jsonHandler(async (request, dashboard) => {
  const { appUrl } = dashboard.settings
  const people = dashboard.embedded?.people
  if (!people) throw new ApiError('not_found', { detail: 'This Miteos has no passkeys.' })
  const browser = browserSecretIn(request.headers.get('cookie'), appUrl)
  if (!browser)
    throw new ApiError('invalid_request', {
      detail: 'Your browser did not keep the cookie of this page. Allow cookies, then try again.',
    })
  const body = bodySchema.safeParse(await readJson(request))
  if (!body.success) throw new ApiError('invalid_request')
  const { link, name } = body.data
  const isNameRefused = name !== undefined && !personNameSchema.safeParse(name).success
  if (link !== undefined && isNameRefused)
    throw new ApiError('invalid_request', {
      detail: 'Enter a name of 1 to 64 printable characters.',
    })
  const ceremony: Ceremony | null = await (link === undefined
    ? people.ceremonies.beginSignIn(browser)
    : people.joining.beginPasskey(link, name ?? '', browser))
  if (!ceremony)
    throw new ApiError('conflict', { detail: 'This link was used before, or is too old.' })
  return json(ceremony, appUrl)
})
