import type { Credential, ProviderClient } from '../../providers/provider'
import { ProviderError } from '../../providers/provider-error'

/** A request to a provider and its answer, without secrets, for people who want to know why a status is what it is. */
export interface ObservedCall {
  /** The method and the URL without its query. */
  asked: string
  /** The HTTP status and the vendor's error code or message, or why no answer came. */
  answered: string
}

const maxAskedLength = 512
/**
 * Matches an error code or a short sentence of a vendor, but no token: every token contains a
 * digit, a dash, or capital letters between small ones.
 */
const errorTextPattern =
  /^(?:[a-z_]{1,64}|[A-Z_]{1,64}|[A-Z]?[a-z]{1,32}(?: [A-Z]?[a-z]{1,32}){0,5}\.?)$/

/**
 * Returns a client that behaves like `client`, and a function that returns the last call that was made with it.
 *
 * @param credential the tokens of the integration, which are masked wherever a URL contains them
 */
export function observeClient(
  client: ProviderClient,
  credential: Credential,
): { client: ProviderClient; lastCall: () => ObservedCall | undefined } {
  const secrets = [
    client.secret,
    credential.accessToken,
    credential.refreshToken,
    ...Object.values(credential.details),
  ].filter((value) => value !== undefined && value.length >= 16)
  let lastCall: ObservedCall | undefined

  return {
    lastCall: () => lastCall,
    client: {
      ...client,
      async fetch(request, timeLimitMs) {
        const asked = requestWithout(secrets, request)
        try {
          const response = await client.fetch(request, timeLimitMs)
          const body = await response.text()
          lastCall = { asked, answered: answerText(response.status, body) }
          return new Response(body === '' ? null : body, response)
        } catch (error) {
          lastCall = { asked, answered: noAnswerText(error) }
          throw error
        }
      },
    },
  }
}

function requestWithout(
  secrets: readonly (string | undefined)[],
  { method, url }: Request,
): string {
  const { origin, pathname } = new URL(url)
  const path = secrets.reduce<string>(
    (masked, secret) =>
      secret === undefined
        ? masked
        : masked.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…'),
    pathname,
  )
  return `${method} ${origin}${path}`.slice(0, maxAskedLength)
}

function answerText(status: number, body: string): string {
  const errorText = errorTextIn(body)
  return errorText === undefined ? String(status) : `${status} ${errorText}`
}

function noAnswerText(error: unknown): string {
  if (!(error instanceof ProviderError)) return 'no answer'
  return `no answer: ${error.unanswered?.systemCode ?? error.failure}`
}

/**
 * Returns the vendor's error code or message in a JSON answer: the first one in the fields that
 * vendors use for it.
 */
function errorTextIn(body: string): string | undefined {
  const answer = fieldsOf(parseJson(body))
  const nested = fieldsOf(answer.error)
  const texts = [
    nested.code,
    nested.status,
    nested.type,
    answer.error,
    answer.code,
    answer.description,
    answer.message,
  ]
  return texts.find(
    (text): text is string => typeof text === 'string' && errorTextPattern.test(text),
  )
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return value instanceof Object ? { ...value } : {}
}
