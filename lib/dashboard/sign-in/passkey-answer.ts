import 'server-only'
import type { CeremonyAnswer } from '../people/embedded-people'
import type { FormPost } from '../routes/form-handler'
import { browserSecretIn } from './browser-cookie'

/** Returns the answer of an authenticator in a form, or null when a part of it, or the cookie of the page, is missing. */
export function passkeyAnswerIn({ request, fields, appUrl }: FormPost): CeremonyAnswer | null {
  const response = fields.get('response')
  const state = fields.get('state')
  const browser = browserSecretIn(request.headers.get('cookie'), appUrl)
  return response && state && browser ? { response, state, browser } : null
}
