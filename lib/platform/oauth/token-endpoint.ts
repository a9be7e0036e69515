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
import { refuseTransient } from '../providers/ask'
import type { JsonObject } from '../providers/json-object'
import { parseJsonObject } from '../providers/json-object'
import type { OAuthProvider } from '../providers/oauth-provider'
import { ownEntry } from '../providers/own-entry'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { grantedAnyway } from './granted-anyway'
import { credentialFrom } from './token-answer'
import { tokenFailure, toleratedSkewSeconds } from './token-failure'
import { UnusableAnswerError } from './unusable-answer'

/** What oauth4webapi wants to know of a provider, and of us there. */
interface TokenEndpoint {
  server: AuthorizationServer
  client: Client
  options: TokenEndpointRequestOptions
  recognizedTokenTypes: Record<string, () => void>
}

interface Conversation {
  provider: OAuthProvider
  client: ProviderClient
  /** Milliseconds for the call, if not the client's own time. */
  patienceMs?: number | undefined
  /** What was known, on a refresh. */
  before?: Credential
}

/** What came back, before anybody judged it. */
interface Came {
  date: string | null
  body: JsonObject
}

/**
 * Asks a provider's token endpoint once, and makes a credential of the answer. Its quirks are evened
 * out in the fetch that oauth4webapi is given, so that the engine sees RFC 6749 §5.
 *
 * @param question makes the call with oauth4webapi and has it judge the answer
 * @throws {ProviderError} and nothing else; an `UnusableAnswerError` where something was granted
 */
export async function askTokenEndpoint(
  { provider, client, patienceMs, before }: Conversation,
  question: (endpoint: TokenEndpoint) => Promise<TokenEndpointResponse>,
): Promise<Credential> {
  let came: Came | undefined
  const endpoint = tokenEndpoint(provider, client, async (request) => {
    const response = await client.fetch(request, patienceMs)
    const read = readAnswer(provider, response, await response.text())
    const adapted = read && (provider.adaptAnswer?.(read) ?? read)
    came = { date: response.headers.get('date'), body: { ...read, ...adapted } }
    refuseTransient(provider.service, client, response)
    if (!adapted) throw new ProviderError(provider.service, 'malformed', 'not_json')
    return standardAnswer(provider, response, adapted)
  })
  try {
    const answer = await question(endpoint)
    return credentialFrom(provider, answer, { now: client.now(), ...(before && { before }) })
  } catch (error) {
    const failure = tokenFailure(provider, client, error, came?.date ?? null)
    const granted = came && grantedAnyway(provider, came.body, before)
    throw granted ? new UnusableAnswerError(failure, granted) : failure
  }
}

function tokenEndpoint(
  provider: OAuthProvider,
  client: ProviderClient,
  send: (request: Request) => Promise<Response>,
): TokenEndpoint {
  const ignore = () => {}
  return {
    server: { issuer: provider.issuer, token_endpoint: client.at(provider.tokenEndpoint).href },
    client: {
      client_id: client.id,
      [clockSkew]: Math.round((client.now() - Date.now()) / 1000),
      [clockTolerance]: toleratedSkewSeconds,
    },
    options: {
      /** Where providers are is configured; plain http only ever on loopback. */
      [allowInsecureRequests]: true,
      [customFetch]: async (address, { method, headers, body }) => {
        const request = new Request(address, { method, headers, body: body ?? null })
        return send((await provider.adaptRequest?.(request)) ?? request)
      },
    },
    recognizedTokenTypes: Object.fromEntries(
      (provider.tokenTypes ?? []).map((type) => [type, ignore]),
    ),
  }
}

/** The same answer as a well-behaved provider would have given it. */
function standardAnswer(provider: OAuthProvider, { ok, status }: Response, body: JsonObject) {
  if (ok && body.error === undefined) return Response.json(body)
  const vendorError = typeof body.error === 'string' ? body.error : 'unknown_error'
  /** RFC 6749 §5.2: of all errors, a 401 is about the client. */
  const error =
    ownEntry(provider.errorNames, vendorError) ?? (status === 401 ? 'invalid_client' : vendorError)
  return Response.json({ error, error_description: vendorError }, { status: ok ? 400 : status })
}

function readAnswer(
  { answersInForm }: OAuthProvider,
  { headers }: Response,
  text: string,
): JsonObject | undefined {
  const object = parseJsonObject(text)
  const type = headers.get('content-type') ?? ''
  if (object || !answersInForm || !type.startsWith('application/x-www-form-urlencoded')) {
    return object
  }
  return Object.fromEntries(new URLSearchParams(text))
}
