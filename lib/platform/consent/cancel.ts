import { isPrefetch } from '@/lib/http/prefetch'
import { seeOther } from '@/lib/http/see-other'
import { admit } from './admission'
import { answerPrefetch } from './answer-prefetch'
import { connectPath } from './connect-link'
import type { ConsentContext } from './consent-context'
import { returnUrl } from './return-url'

/** The address of the link "Cancel" on the connect pages. */
export const cancelPath = `${connectPath}/cancel`

/**
 * Sends a person who cancels back to the app. Checks the link again, because its redirect URI may have been deleted
 * since the page was opened. A prefetch is not passed on, because the app would take it for the person's decision.
 */
export async function cancel(
  context: ConsentContext,
  request: Request,
  url: URL,
): Promise<Response> {
  if (isPrefetch(request)) return answerPrefetch()
  const { settings } = context
  const admission = await admit(context, request, url.searchParams)
  if (admission instanceof Response) return admission
  const target = { ...admission.link, issuer: settings.appUrl }
  return seeOther(returnUrl(target, { error: 'access_denied' }), settings.appUrl)
}
