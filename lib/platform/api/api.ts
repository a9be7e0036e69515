import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { problemStatus } from '@/lib/contract/api/problem'
import { type Log, traceOf } from '@/lib/http/log'
import { WrongVaultKeysError } from '@/lib/storage/keyring-check'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { Caller } from '../access/caller'
import { ApiProblem, storeUnavailable, unexpectedDetail, unknownId } from '../core/api-problem'
import { problemBody, problemHeaders } from '../core/problem-response'

export interface ApiEnv {
  Variables: {
    requestId: string
    /** Set by `authenticate`. */
    caller: Caller
    /** Set when the answer is a problem. */
    problem?: ApiProblem
  }
}

export type Api = OpenAPIHono<ApiEnv>

/** Returns the problem to answer for a thrown error. The details of an unexpected error go to the log only. */
function asApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (isStorageUnavailable(error) || error instanceof WrongVaultKeysError)
    return storeUnavailable(error)
  if (error instanceof HTTPException && error.status === 400) {
    return new ApiProblem('invalid_json', 'The body is not valid JSON.')
  }
  if (error instanceof HTTPException && error.status === 415) {
    return new ApiProblem('unsupported_media_type', 'The body has to be "application/json".')
  }
  return new ApiProblem('internal_error', unexpectedDetail, {}, { cause: error })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : ''
}

interface ProblemContext {
  log: Log
  /** The public origin, where each problem has a page. */
  appUrl: string
}

/** Logs why a request failed or was refused. */
export function logProblem(
  log: Log,
  { error, requestId, caller }: { error: unknown; requestId: string; caller: Caller | undefined },
): void {
  const { code, members } = asApiProblem(error)
  const fields = { request_id: requestId, problem: code, reason: members.reason }
  if (code === 'internal_error') {
    log.error({ ...fields, ...traceOf(error), message: messageOf(error) }, 'request failed')
  } else if (error instanceof WrongVaultKeysError) {
    log.error({ ...fields, message: error.message }, 'operator alarm: the vault does not open')
  } else if (code === 'unavailable') {
    log.warn({ ...fields, ...traceOf(error) }, 'request could not be served')
  } else if (code === 'forbidden') {
    log.warn({ ...fields, audit: 'forbidden', token_id: caller?.tokenId }, 'audit')
  } else {
    log.info(fields, 'request refused')
  }
}

/** Logs an error and returns the answer for it. */
function answerProblem(
  error: unknown,
  c: Context<ApiEnv>,
  { log, appUrl }: ProblemContext,
): Response {
  const problem = asApiProblem(error)
  c.set('problem', problem)
  const requestId = c.get('requestId')
  logProblem(log, { error, requestId, caller: c.get('caller') })
  return c.newResponse(
    JSON.stringify(problemBody(problem, requestId, appUrl)),
    problemStatus[problem.code],
    problemHeaders(problem),
  )
}

/** Returns the noun that `idParameter` was given for the id in the path, or "resource" when there is none. */
function nounOf(issue: z.core.$ZodIssue | undefined): string {
  const noun: unknown = issue?.code === 'custom' ? issue.params?.noun : undefined
  return typeof noun === 'string' ? noun : 'resource'
}

/** Returns what is wrong with a field in one word, such as `invalid_type`, or `undefined` when there is no word for it. */
function reasonOf(issue: z.core.$ZodIssue | undefined): string | undefined {
  return issue?.code === 'custom' ? undefined : issue?.code
}

/** Returns the sentence about a field that is not valid. */
function detailOf(field: string, issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_value') return `The field "${field}" is not valid: ${issue.message}.`
  const values = issue.values.map(String).join(', ')
  return `The field "${field}" has to be ${issue.values.length === 1 ? '' : 'one of '}${values}.`
}

/** Creates an API without routes that answers every error with a problem document. */
export function createApi(context: ProblemContext): Api {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return
      const [issue] = result.error.issues
      if (result.target === 'param') throw unknownId(nounOf(issue))
      const field = issue?.path.join('.')
      throw new ApiProblem(
        'invalid_request',
        field && issue ? detailOf(field, issue) : 'The body has to be an object.',
        field ? { field: field.slice(0, 64), reason: reasonOf(issue) } : {},
      )
    },
  })
  api.onError((error, c) => answerProblem(error, c, context))
  api.notFound((c) =>
    answerProblem(new ApiProblem('not_found', 'There is nothing at this address.'), c, context),
  )
  return api
}
