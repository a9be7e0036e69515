import type { MiddlewareHandler } from 'hono'
import type { Operation } from '@/lib/contract/api/permissions'
import { requireRight } from '../access/caller'
import type { ApiEnv } from './api'

/**
 * Refuses a caller whose role may not do an operation, before the body is read. So the answer to such a caller is
 * always 403, and never says what is wrong with the body.
 */
export function requireOperation(operation: Operation): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    requireRight(c.get('caller'), operation)
    return next()
  }
}
