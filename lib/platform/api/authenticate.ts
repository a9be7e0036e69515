import type { Context, MiddlewareHandler } from 'hono'
import { failuresOverall, failuresPerAddress } from '@/lib/contract/api/limits'
import type { OpenLimiter } from '@/lib/storage/limiters'
import type { TokenUses } from '../access/token-uses'
import type { TokenRefusal, Tokens } from '../access/tokens'
import { ApiProblem } from '../core/api-problem'
import { type Allowance, type CountRequest, createAllowances } from '../core/limits'
import type { ApiEnv } from './api'

/**
 * Adds the headers of a rate limit, and refuses a request above the limit
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/). The allowance is null when the
 * limit is switched off.
 */
function applyAllowance(c: Context<ApiEnv>, policy: string, allowance: Allowance | null): void {
  if (!allowance) return
  const { perMinute, remaining, resetSeconds, isWithinLimit } = allowance
  c.header('ratelimit-policy', `"${policy}";q=${perMinute};w=60`)
  c.header('ratelimit', `"${policy}";r=${remaining};t=${resetSeconds}`)
  if (!isWithinLimit) throw tooManyRequests(resetSeconds)
}

function tooManyRequests(retryAfterSeconds: number): ApiProblem {
  return new ApiProblem(
    'rate_limited',
    `Too many requests. Try again in ${retryAfterSeconds} seconds.`,
    {
      retryAfterSeconds,
    },
  )
}

/**
 * Returns the token of the `Authorization` header, or null when there is none. Tokens in the query, in cookies
 * or in Basic authentication are ignored
 * (https://www.rfc-editor.org/rfc/rfc6750#section-2.1).
 */
function presentedToken(header: string | undefined): string | null {
  return /^Bearer +([\w-]{1,512})$/i.exec(header ?? '')?.[1] ?? null
}

function unauthorized(detail: string, reason: 'no_token' | 'invalid_token'): ApiProblem {
  return new ApiProblem('unauthorized', detail, { reason })
}

/** The limits on requests to the API. */
export interface RequestLimits {
  /** Counts a request of a token. */
  countRequest: CountRequest
  /** Counts a request without a valid token from an address. */
  countAddressFailure: CountRequest
  /** Counts a request without a valid token from any address. */
  countOverallFailure: CountRequest
}

/** @param perMinute how many requests one token may send in a minute; 0 switches this limit off */
export function createRequestLimits(openLimiter: OpenLimiter, perMinute: number): RequestLimits {
  return {
    countRequest: createAllowances(openLimiter, 'requests', perMinute),
    countAddressFailure: createAllowances(openLimiter, 'failures', failuresPerAddress),
    countOverallFailure: createAllowances(openLimiter, 'all-failures', failuresOverall),
  }
}

/** The details of the answers to tokens of this platform that cannot be used. */
const refusals: Record<Exclude<TokenRefusal, 'unknown'>, string> = {
  revoked: 'This API token was revoked. Use another one.',
  expired: 'This API token has expired. Use another one.',
  unknown_environment: 'This API token is for an environment that this server does not know.',
  owner_without_rights:
    'The person who created this API token no longer has its rights. Use another one.',
}

/**
 * Lets only requests with a valid token pass, sets their caller, and limits the requests of each token.
 * Addresses are limited by their failures only, so that nobody can lock others out. A token of this platform that is
 * refused, such as a revoked one, does not count as a failure, because nobody finds such a token by guessing. The use
 * of a token is recorded unless the answer is 401, 403 or 429.
 */
export function authenticate(
  tokens: Tokens,
  uses: TokenUses,
  { countRequest, countAddressFailure, countOverallFailure }: RequestLimits,
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization')
    const token = presentedToken(header)
    const caller = token === null ? 'unknown' : await tokens.authenticate(token)
    // Our own server sets this header, and removes one that a client sends.
    const address = c.req.header('x-miteos-client-address')
    if (caller === 'unknown') {
      if (address) applyAllowance(c, 'failures', await countAddressFailure(address))
      const overall = await countOverallFailure('all')
      if (overall?.isWithinLimit === false) throw tooManyRequests(overall.resetSeconds)
      const detail = 'Send a valid API token: "Authorization: Bearer mt_…".'
      throw unauthorized(detail, header === undefined ? 'no_token' : 'invalid_token')
    }
    if (typeof caller === 'string') throw unauthorized(refusals[caller], 'invalid_token')
    c.set('caller', caller)
    c.header('miteos-account', caller.accountId)
    c.header('miteos-role', caller.role)
    applyAllowance(c, 'requests', await countRequest(caller.tokenId))
    await next()
    if (c.res.status !== 403) uses.record(caller, address)
  }
}
