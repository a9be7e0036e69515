import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from '@/lib/http/log'
import type { Caller } from '../access/caller'
import { type Meter, startStopwatch } from '../core/meter'
import { servedRequestId } from '../core/request-log'
import type { ApiEnv } from './api'

const commonHeaders = {
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

/**
 * Returns the middleware that adds the request id and the security headers to every answer, and logs one line for
 * every request.
 */
export function everyAnswer(
  { log, meter }: { log: Log; meter: Meter },
  appUrl: string,
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const requestId = servedRequestId()
    const elapsedSeconds = startStopwatch()
    c.set('requestId', requestId)
    await next()
    for (const [name, value] of Object.entries(commonHeaders)) c.res.headers.set(name, value)
    c.res.headers.set('x-request-id', requestId)
    c.res.headers.set('access-control-allow-origin', appUrl)
    const caller: Partial<Caller> | undefined = c.get('caller')
    const seconds = elapsedSeconds()
    const answered = { method: c.req.method, route: routePath(c, -1), status: c.res.status }
    meter.requestAnswered(answered, seconds)
    log.info(
      {
        request_id: requestId,
        ...answered,
        method: answered.method.slice(0, 16),
        token_id: caller?.tokenId,
        person_id: caller?.person?.id,
        ms: Math.round(seconds * 1000),
      },
      'request',
    )
  }
}
