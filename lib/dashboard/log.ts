import pino from 'pino'
import type { Log } from '@/lib/http/log'
import { servedRequestFields } from '@/lib/http/served-request'

const secretFields = [
  'authorization',
  'cookie',
  'token',
  'bearer',
  'code',
  'oauth_code',
  'state',
  'secret',
  'access_token',
  'refresh_token',
  'client_secret',
  'bot_token',
]

/**
 * Returns the type, message, stack and code of an error and of its causes. The other properties of an error are
 * left out, because they may contain an answer with secrets.
 */
function summarizeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: summarizeError(error.cause) }
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause }
}

/**
 * Creates a log of JSON lines, on stdout by default. Each line that a request causes has the id and the trace of that
 * request. The log leaves out every field that may contain a secret.
 */
export function createLog(destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    mixin: servedRequestFields,
    serializers: { err: summarizeError, error: summarizeError },
    redact: {
      paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      remove: true,
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
