import { integrationIdPattern } from '@/lib/contract/api/integration'
import { ApiError } from '../routes/api-error'
import type { Params } from '../routes/handler'

/**
 * Returns the id in the path of a route.
 *
 * @throws {ApiError} `invalid_id` when no integration can have this id
 */
export function integrationIdIn({ id = '' }: Params): string {
  if (!integrationIdPattern.test(id)) throw new ApiError('invalid_id')
  return id
}
