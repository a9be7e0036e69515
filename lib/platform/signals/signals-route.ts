import { problemStatus } from '@/lib/contract/api/problem'
import { traceOf } from '@/lib/http/log'
import { BodyTooLarge, readCapped } from '@/lib/http/read-capped'
import { type OpenLimiter, openMemoryLimiter } from '@/lib/storage/limiters'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { ApiProblem, storeUnavailable, unexpectedDetail } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { createLimit, type Limit } from '../core/limits'
import { problemBody, problemHeaders } from '../core/problem-response'
import { servedRequestId } from '../core/request-log'
import { ownProperty } from '../providers/own-property'
import { ProviderError } from '../providers/provider-error'
import { nothingToDo, type Receiver, type Signal } from './receiver'

const defaultMaxBodyBytes = 16 * 1024
const requestsPerMinute = 600
/** The limit for all addresses together, because everybody knows the secrets of the sandbox. */
const sandboxSignalsPerMinute = 60

const nothingHere = () => new ApiProblem('not_found', 'There is nothing at this address.')
const notSigned = () => new ApiProblem('unauthorized', 'This is not a valid signal.')
const tooLarge = () => new ApiProblem('payload_too_large', 'The body is too large.')

/** The vendor that is named in the path of a URL, and the rest of the path. */
interface Address {
  vendor: string
  path: string
}

function addressOf({ url }: Request): Address {
  const [, vendor = '', path = ''] =
    /^\/signals\/(\w+)(?:\/(.+))?$/.exec(new URL(url).pathname) ?? []
  return { vendor: vendor.slice(0, 32), path }
}

/** Returns the problem to answer for a thrown error. */
function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (error instanceof BodyTooLarge) return tooLarge()
  if (isStorageUnavailable(error)) return storeUnavailable(error)
  if (error instanceof ProviderError) {
    const detail = 'The keys of the vendor cannot be read right now. Try again in a minute.'
    return new ApiProblem('unavailable', detail, { retryAfterSeconds: 60 }, { cause: error })
  }
  return new ApiProblem('internal_error', unexpectedDetail, {}, { cause: error })
}

/**
 * Creates the function that answers every request below `/signals`. For a vendor whose secret is
 * not configured, it accepts only the signals of the sandbox and answers 404 to everything else.
 * For a request that the vendor did not sign, it does not use the store, and the answer does not
 * say what is wrong.
 */
export function createSignalsRoute(
  { settings, log, storage }: PlatformContext,
  {
    receivers,
    follow,
    openLimiter,
  }: {
    receivers: Readonly<Record<string, Receiver>>
    follow: (vendor: string, signal: Signal) => Promise<void>
    openLimiter: OpenLimiter
  },
): (request: Request) => Promise<Response> {
  const countRequest = createLimit(openMemoryLimiter, 'signals', requestsPerMinute)
  const countSandboxSignal = createLimit(openLimiter, 'sandbox-signals', sandboxSignalsPerMinute)

  async function applyLimit(countRequest: Limit, key: string): Promise<void> {
    const retryAfterSeconds = await countRequest(key)
    if (retryAfterSeconds === null) return
    const detail = `Too many requests. Try again in ${retryAfterSeconds} seconds.`
    throw new ApiProblem('rate_limited', detail, { retryAfterSeconds })
  }

  async function answer(request: Request, { vendor, path }: Address): Promise<Response> {
    const receiver = ownProperty(receivers, vendor)
    if (!receiver || !(receiver.pathPattern ?? /^$/).test(path)) throw nothingHere()
    // Our own server sets this header. A request of the sandbox in this process has none.
    const address = request.headers.get('x-miteos-client-address')
    if (address) await applyLimit(countRequest, address)
    if (request.method !== 'POST') {
      if (!receiver.isSetUp) throw nothingHere()
      throw new ApiProblem('method_not_allowed', 'Only POST is allowed here.', { allow: 'POST' })
    }
    const body = await readCapped(request, receiver.maxBodyBytes ?? defaultMaxBodyBytes)
    const content = await receiver.read({ path, headers: request.headers, body })
    if (content === undefined) throw receiver.isSetUp ? notSigned() : nothingHere()
    if (content === nothingToDo) return new Response(null, { status: 202 })
    if ('answer' in content) return Response.json(content.answer)
    if ('store' in content) {
      await storage.ready()
      await content.store()
      return new Response(null, { status: 202 })
    }
    if (address && content.environment === 'test') await applyLimit(countSandboxSignal, 'all')
    await storage.ready()
    await follow(vendor, content)
    return new Response(null, { status: 202 })
  }

  function answerProblem(error: unknown, vendor: string, requestId: string): Response {
    const problem = asProblem(error)
    const fields = { vendor, problem: problem.code }
    if (error instanceof ProviderError) {
      log.warn({ ...fields, ...error.fields }, 'a signal could not be verified')
    } else if (problem.code === 'internal_error') {
      log.error({ ...fields, ...traceOf(error) }, 'a signal could not be followed')
    } else if (problem.code !== 'not_found') log.warn(fields, 'a signal was refused')
    return new Response(JSON.stringify(problemBody(problem, requestId, settings.appUrl)), {
      status: problemStatus[problem.code],
      headers: {
        ...problemHeaders(problem),
        ...(problem.code === 'unauthorized' && { 'www-authenticate': 'Signature' }),
      },
    })
  }

  return async (request) => {
    const requestId = servedRequestId()
    const address = addressOf(request)
    const response = await answer(request, address).catch((error) =>
      answerProblem(error, address.vendor, requestId),
    )
    response.headers.set('cache-control', 'private, no-store')
    response.headers.set('x-content-type-options', 'nosniff')
    response.headers.set('x-request-id', requestId)
    return response
  }
}
