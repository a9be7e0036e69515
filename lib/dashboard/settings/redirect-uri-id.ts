import 'server-only'
import { redirectUriIdPattern } from '@/lib/contract/api/redirect-uri'
import { ApiError } from '../routes/api-error'
import type { Params } from '../routes/handler'

/** Returns the `id` in a path. Throws `not_found` when no redirect URI can have it. */
export function redirectUriIdIn({ id = '' }: Params): string {
  if (redirectUriIdPattern.test(id)) return id
  throw new ApiError('not_found', { detail: 'There is no redirect URI with this id.' })
}
