import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Environment } from '@/lib/contract/api/role'
import type { DeliveryError } from '@/lib/contract/api/webhook-delivery'
import { literalAddress, mayReach } from './public-address'
import { type ResolveHost, resolveHost } from './resolve-host'

/** The time limit of one try, from resolving the name to the head of the answer. */
const maxTryMs = 10_000
/** The limit for the head of an answer. The body is not read. */
const maxHeadBytes = 8 * 1024

/** How one try to send a message ended. `error` is null when the receiver accepted the message. */
export interface Outcome {
  /** The HTTP status, or null when no answer came. */
  status: number | null
  error: DeliveryError | null
  tookMs: number
}

export interface Outgoing {
  url: string
  environment: Environment
  headers: Record<string, string>
  body: string
}

/**
 * Sends a message once. Every failure of the receiver is an outcome. Throws only when the URL is
 * not valid.
 */
export type Send = (outgoing: Outgoing) => Promise<Outcome>

/** Thrown when the host of a webhook resolves to an address to which nothing may be sent. */
class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
}

/**
 * Returns a lookup that fails when nothing may be sent to one of the addresses of a name. The
 * connection goes to the addresses that were checked, so that nobody gains anything by changing the
 * addresses of the name in between (DNS rebinding).
 */
function checkedLookup(resolve: ResolveHost, environment: Environment): LookupFunction {
  return (name, { all }, callback) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses
        const isAllowed = addresses.every(({ address }) => mayReach(address, name, environment))
        if (!first || !isAllowed) callback(new RefusedAddress(), [])
        else if (all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error) => callback(error, []),
    )
  }
}

function outcomeOfStatus(status: number): DeliveryError | null {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

/** The codes of Node for certificates that are not valid (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const certificateCodes =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_|INVALID_)/

function errorOf(error: Error & { code?: unknown }): DeliveryError {
  if (error instanceof RefusedAddress) return 'refused_address'
  return typeof error.code === 'string' && certificateCodes.test(error.code)
    ? 'certificate'
    : 'unreachable'
}

/** Creates the function that sends messages to webhooks. Redirects are not followed. */
export function createSend(resolve: ResolveHost = resolveHost): Send {
  return ({ url, environment, headers, body }) =>
    new Promise((settle) => {
      const startedAt = performance.now()
      const end = (outcome: Pick<Outcome, 'status' | 'error'>) =>
        settle({ ...outcome, tookMs: Math.round(performance.now() - startedAt) })
      const { protocol, hostname } = new URL(url)
      // Node does not look up a host that is an address already.
      const literal = literalAddress(hostname)
      if (literal !== null && !mayReach(literal, hostname, environment)) {
        return end({ status: null, error: 'refused_address' })
      }
      const signal = AbortSignal.timeout(maxTryMs)
      const request = (protocol === 'https:' ? requestHttps : requestHttp)(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        lookup: checkedLookup(resolve, environment),
        maxHeaderSize: maxHeadBytes,
        signal,
      })
      request.on('error', (error) =>
        end({ status: null, error: signal.aborted ? 'timeout' : errorOf(error) }),
      )
      request.on('response', (response) => {
        const { statusCode: status = 0 } = response
        end({ status, error: outcomeOfStatus(status) })
        response.destroy()
      })
      // Node closes some connections without an error, such as one whose receiver wants to speak another protocol.
      request.on('close', () => end({ status: null, error: 'unreachable' }))
      request.end(body)
    })
}
