import { integrationIdPattern } from '@/lib/contract/api/integration'
import { ApiError } from '../routes/api-error'
import type { Params } from '../routes/handler'

/** The id in the path of a route about one integration. Ends the request when no integration can have it. */
export function integrationIdIn({ id = '' }: Params): string {
  if (!integrationIdPattern.test(id)) throw new ApiError('invalid_id')
  return id
}
