import type { z } from 'zod'

/** The answer to a call of Stripe's API. */
export interface StripeAnswer {
  status: 200 | 400 | 401 | 403 | 404 | 409
  body: object
}

interface StripeError {
  status?: Exclude<StripeAnswer['status'], 200>
  type?: 'invalid_request_error' | 'idempotency_error'
  code?: string
  param?: string
}

export const success = (body: object): StripeAnswer => ({ status: 200, body })

/** Returns a refusal in the form of Stripe's API. */
export function refuse(
  message: string,
  { status = 400, type = 'invalid_request_error', code, param }: StripeError = {},
): StripeAnswer {
  const doc_url = code && `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
  const details = { ...(code && { code, doc_url }), ...(param && { param }) }
  return { status, body: { error: { ...details, message, type } } }
}

export function missing(kind: string, id: string, param = 'id'): StripeAnswer {
  return refuse(`No such ${kind}: '${id}'`, {
    status: param === 'id' ? 404 : 400,
    code: 'resource_missing',
    param,
  })
}

/** Returns the refusal of parameters that a method does not accept. */
export function wrongParameter(issue: z.core.$ZodIssue | undefined): StripeAnswer {
  if (issue?.code === 'unrecognized_keys') {
    const [param = ''] = issue.keys
    return refuse(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  }
  const [first = '', ...rest] = issue?.path.map(String) ?? []
  const param = first + rest.map((part) => `[${part}]`).join('')
  const isMissing = issue?.code === 'invalid_type' && issue.message.includes('undefined')
  return isMissing
    ? refuse(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
    : refuse(`Invalid ${param}: ${issue?.message}`, { param })
}
