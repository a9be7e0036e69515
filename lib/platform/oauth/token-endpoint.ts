import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  clockSkew,
  clockTolerance,
  customFetch,
  type TokenEndpointRequestOptions,
  type TokenEndpointResponse,
} from 'oauth4webapi'
import { throwIfUnavailable } from '../providers/ask'
import type { JsonObject } from '../providers/json-object'
import { parseJsonObject } from '../providers/json-object'
import type { OAuthProvider } from '../providers/oauth-provider'
import { ownProperty } from '../providers/own-property'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { salvageCredential } from './salvage-credential'
import { credentialFrom } from './token-answer'
import { tokenFailure, toleratedSkewSeconds } from './token-failure'
import { UnusableAnswerError } from './unusable-answer'

/** The values that oauth4webapi needs: the provider, our registration there and the options of the call. */
interface TokenEndpoint {
  server: AuthorizationServer
  client: Client
  options: TokenEndpointRequestOptions
  recognizedTokenTypes: Record<string, () => void>
}

interface TokenEndpointCall {
  provider: OAuthProvider
  client: ProviderClient
  /** The time limit of the call, in place of the client's own timeout. */
  timeLimitMs?: number | undefined
  /** The credential before a refresh. */
  oldCredential?: Credential
}

/** An answer before oauth4webapi validates it. */
interface RawAnswer {
  /** The `Date` header. */
  date: string | null
  body: JsonObject
}

/**
 * Calls a provider's token endpoint once and returns the credential in the answer. The `fetch` that
 * oauth4webapi gets converts the provider's own format to that of RFC 6749 §5.
 *
 * @param makeCall makes the call with oauth4webapi, which validates the answer
 * @throws {ProviderError} and nothing else; an `UnusableAnswerError` when something was granted
 */
export async function askTokenEndpoint(
  { provider, client, timeLimitMs, oldCredential }: TokenEndpointCall,
  makeCall: (endpoint: TokenEndpoint) => Promise<TokenEndpointResponse>,
): Promise<Credential> {
  let rawAnswer: RawAnswer | undefined
  const endpoint = makeTokenEndpoint(provider, client, async (request) => {
    const response = await client.fetch(request, timeLimitMs)
    const body = readAnswer(provider, response, await response.text())
    const adaptedBody = body && (provider.adaptAnswer?.(body) ?? body)
    rawAnswer = { date: response.headers.get('date'), body: { ...body, ...adaptedBody } }
    throwIfUnavailable(provider.service, client, response)
    if (!adaptedBody) throw new ProviderError(provider.service, 'malformed', 'not_json')
    return standardAnswer(provider, response, adaptedBody)
  })
  try {
    const answer = await makeCall(endpoint)
    return credentialFrom(provider, answer, {
      now: client.now(),
      ...(oldCredential && { oldCredential }),
    })
  } catch (error) {
    const failure = tokenFailure(provider, client, error, rawAnswer?.date ?? null)
    const grantedCredential =
      rawAnswer && salvageCredential(provider, rawAnswer.body, oldCredential)
    throw grantedCredential ? new UnusableAnswerError(failure, grantedCredential) : failure
  }
}

function makeTokenEndpoint(
  provider: OAuthProvider,
  client: ProviderClient,
  send: (request: Request) => Promise<Response>,
): TokenEndpoint {
  const acceptType = () => {}
  return {
    server: { issuer: provider.issuer, token_endpoint: client.urlFor(provider.tokenEndpoint).href },
    client: {
      client_id: client.id,
      [clockSkew]: Math.round((client.now() - Date.now()) / 1000),
      [clockTolerance]: toleratedSkewSeconds,
    },
    options: {
      // This is safe, because the configuration accepts plain http for loopback addresses only.
      [allowInsecureRequests]: true,
      [customFetch]: async (address, { method, headers, body }) => {
        const request = new Request(address, { method, headers, body: body ?? null })
        return send((await provider.adaptRequest?.(request)) ?? request)
      },
    },
    recognizedTokenTypes: Object.fromEntries(
      (provider.tokenTypes ?? []).map((type) => [type, acceptType]),
    ),
  }
}

/** Converts an answer to the form of RFC 6749 §5. */
function standardAnswer(provider: OAuthProvider, { ok, status }: Response, body: JsonObject) {
  if (ok && body.error === undefined) return Response.json(body)
  const vendorError = typeof body.error === 'string' ? body.error : 'unknown_error'
  // RFC 6749 §5.2 has the status 401 for `invalid_client` only.
  const error =
    ownProperty(provider.errorNames, vendorError) ??
    (status === 401 ? 'invalid_client' : vendorError)
  return Response.json({ error, error_description: vendorError }, { status: ok ? 400 : status })
}

/** Returns the JSON object or the form in an answer, or `undefined` when the answer has neither. */
function readAnswer(
  { mayAnswerWithForm }: OAuthProvider,
  { headers }: Response,
  text: string,
): JsonObject | undefined {
  const object = parseJsonObject(text)
  const type = headers.get('content-type') ?? ''
  if (object || !mayAnswerWithForm || !type.startsWith('application/x-www-form-urlencoded')) {
    return object
  }
  return Object.fromEntries(new URLSearchParams(text))
}
