import 'server-only'
import { requestIdOf } from '@/lib/http/request-id'
import { theDashboard } from './composition'
import { ApiError } from './routes/api-error'
import { problemResponse } from './routes/api-response'

/** The request as its sender wrote it: Next's own URL names localhost, whatever the public origin. */
function withPublicUrl(request: Request, appUrl: string): Request {
  const { pathname, search } = new URL(request.url)
  return new Request(`${appUrl}${pathname}${search}`, request)
}

/** Every method of the three mounts of the embedded Miteos; 404 when one elsewhere is used. */
export async function platformMount(request: Request): Promise<Response> {
  const { embedded, settings } = theDashboard()
  if (embedded) return embedded.handle(withPublicUrl(request, settings.appUrl))
  const error = new ApiError('not_found', { detail: 'There is nothing at this address.' })
  return problemResponse(error, requestIdOf(request), settings.appUrl)
}
