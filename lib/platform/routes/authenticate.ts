import type { MiddlewareHandler } from 'hono'
import { ApiProblem } from '../api-problem'
import { createLimit, type Limit } from '../limits'
import type { Tokens } from '../tokens'
import type { ApiEnv } from './api'

/** Failed attempts per minute: from one address, and from all of them together. */
const failuresPerAddress = 10
const failuresOverall = 600

function tooMany(retryAfter: number): ApiProblem {
  return new ApiProblem('rate_limited', `Too many requests. Try again in ${retryAfter} seconds.`, {
    retryAfter,
  })
}

/** Only the header counts: no query, cookie or Basic (https://www.rfc-editor.org/rfc/rfc6750#section-2.1). */
function presentedToken(header: string | undefined): string | null {
  return /^Bearer +([\w-]{1,512})$/i.exec(header ?? '')?.[1] ?? null
}

/**
 * Lets only requests with a living token on, as its caller, and no more of them than one token may
 * make. Only failures count against an address, so that nobody can lock others out.
 */
export function authenticate(tokens: Tokens, requests: Limit): MiddlewareHandler<ApiEnv> {
  const failuresFrom = createLimit(failuresPerAddress)
  const failures = createLimit(failuresOverall)

  return async (c, next) => {
    const header = c.req.header('authorization')
    const token = presentedToken(header)
    const caller = token === null ? null : await tokens.authenticate(token)
    if (!caller) {
      const address = c.req.header('x-miteos-client-address')
      const wait = (address && (await failuresFrom(address))) || (await failures('all'))
      if (wait) throw tooMany(wait)
      throw new ApiProblem(
        'unauthorized',
        'Send a valid API token: "Authorization: Bearer mt_…".',
        {
          reason: header === undefined ? 'no_token' : 'invalid_token',
        },
      )
    }
    c.set('caller', caller)
    c.header('miteos-account', caller.accountId)
    c.header('miteos-role', caller.role)
    const wait = await requests(caller.tokenId)
    if (wait !== null) throw tooMany(wait)
    return next()
  }
}
