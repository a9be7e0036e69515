import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  clockSkew,
  customFetch,
  ResponseBodyError,
  type TokenEndpointRequestOptions,
  type TokenEndpointResponse,
} from 'oauth4webapi'
import { refuseTransient } from '../providers/ask'
import { parseJsonObject } from '../providers/json-object'
import { ownEntry } from '../providers/own-entry'
import type { JsonObject, OAuthProvider, ProviderClient } from '../providers/provider'
import { ProviderError, type ProviderFailure } from '../providers/provider-error'
import { isForOperator, obstacleOf } from './obstacle-words'

/** What oauth4webapi wants to know of a provider, and of us there. */
export interface TokenEndpoint {
  server: AuthorizationServer
  client: Client
  options: TokenEndpointRequestOptions
  recognizedTokenTypes: Record<string, () => void>
}

/**
 * A provider's token endpoint the way RFC 6749 §5 describes one: its quirks are evened out in the
 * fetch that oauth4webapi is given, before the answer is judged.
 *
 * @param patience milliseconds for the call, if not the client's own time
 */
export function tokenEndpoint(
  provider: OAuthProvider,
  client: ProviderClient,
  patience?: number,
): TokenEndpoint {
  const url = client.at(provider.tokenEndpoint)
  const now = client.now()
  const ignore = () => {}
  return {
    server: { issuer: provider.issuer, token_endpoint: url.href },
    client: { client_id: client.id, [clockSkew]: Math.round((now - Date.now()) / 1000) },
    options: {
      /** Where providers are is configured; plain http only ever on loopback. */
      [allowInsecureRequests]: true,
      [customFetch]: async (address, { method, headers, body }) => {
        const request = new Request(address, { method, headers, body: body ?? null })
        const adapted = (await provider.adaptRequest?.(request)) ?? request
        const response = await client.fetch(adapted, patience)
        refuseTransient(provider.service, client, response)
        return evenOut(provider, response)
      },
    },
    recognizedTokenTypes: Object.fromEntries(
      (provider.tokenTypes ?? []).map((type) => [type, ignore]),
    ),
  }
}

/** The same answer as a well-behaved provider would have given it. */
async function evenOut(provider: OAuthProvider, response: Response): Promise<Response> {
  const text = await response.text()
  const read = parseJsonObject(text) ?? (provider.answersInForm && readForm(response, text))
  if (!read) throw new ProviderError(provider.service, 'malformed', 'not_json')
  const body = provider.adaptAnswer?.(read) ?? read
  if (response.ok && body.error === undefined) return Response.json(body)
  const status = response.ok ? 400 : response.status
  const vendorError = typeof body.error === 'string' ? body.error : 'unknown_error'
  /** RFC 6749 §5.2: of all errors, a 401 is about the client. */
  const error =
    ownEntry(provider.errorNames, vendorError) ?? (status === 401 ? 'invalid_client' : vendorError)
  return Response.json({ error, error_description: vendorError }, { status })
}

function readForm(response: Response, text: string): JsonObject | undefined {
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined
  return Object.fromEntries(new URLSearchParams(text))
}

/** What each error of RFC 6749 §5.2 asks for, as far as it is no obstacle. */
const failures: Readonly<Record<string, ProviderFailure>> = {
  invalid_grant: 'refused',
  invalid_client: 'misconfigured',
  invalid_request: 'misconfigured',
  unsupported_grant_type: 'misconfigured',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
}

/** @param word the vendor's own, where it differs from the standard's */
function failureOf(error: string, word: string): ProviderFailure {
  const obstacle = obstacleOf(word) ?? obstacleOf(error)
  if (obstacle) return isForOperator(obstacle) ? 'misconfigured' : 'blocked'
  return ownEntry(failures, error) ?? 'unexplained'
}

/** Runs the engine and lets nothing out of it but a `ProviderError`. */
export async function askTokenEndpoint(
  provider: OAuthProvider,
  question: () => Promise<TokenEndpointResponse>,
): Promise<TokenEndpointResponse> {
  try {
    return await question()
  } catch (error) {
    if (error instanceof ProviderError) throw error
    if (error instanceof ResponseBodyError) {
      const word = error.error_description ?? error.error
      throw new ProviderError(provider.service, failureOf(error.error, word), word)
    }
    throw new ProviderError(provider.service, 'malformed', 'invalid_response')
  }
}
