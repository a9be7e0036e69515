import 'server-only'
import { requestIdOf } from '@/lib/http/request-id'
import { theDashboard } from './composition'
import { ApiError } from './routes/api-error'
import { problemResponse } from './routes/api-response'

/** Returns the request with its public URL: in Next's own URL the host is always localhost. */
function withPublicUrl(request: Request, appUrl: string): Request {
  const { pathname, search } = new URL(request.url)
  return new Request(`${appUrl}${pathname}${search}`, request)
}

/** Passes a request to the embedded Miteos, whatever its method; 404 when a remote Miteos is used. */
export async function platformMount(request: Request): Promise<Response> {
  const { embedded, settings } = theDashboard()
  if (embedded) return embedded.handle(withPublicUrl(request, settings.appUrl))
  const error = new ApiError('not_found', { detail: 'There is nothing at this address.' })
  return problemResponse(error, requestIdOf(request), settings.appUrl)
}
