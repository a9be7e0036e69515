import { z } from 'zod'
import { readResult } from '../read-result'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer, VendorApi, VendorRequest, VendorSession } from '../vendor-session'

/** The version of the API that the tools are written for. */
const version = '2026-10-28.endive'
/** A time as the API answers it: seconds since 1970. */
export const stripeTimeSchema = z.int().min(0).max(8_640_000_000_000)

const errorSchema = z.object({
  error: z.object({
    type: z.string().max(256).nullish(),
    code: z.string().max(256).nullish(),
    message: z.string().nullish(),
  }),
})

/** The next step after the errors that agents meet most. */
const nextSteps: Readonly<Record<string, string>> = {
  resource_missing: 'Check the id. read_customers finds customers.',
  amount_too_small: 'Use a larger amount, in the smallest unit of the currency.',
  amount_too_large: 'Use a smaller amount, in the smallest unit of the currency.',
  invoice_no_customer_line_items: 'An invoice that is sent needs at least one item.',
  customer_tax_location_invalid: 'Somebody has to complete the address of the customer in Stripe.',
  parameter_invalid_integer: 'Amounts are whole numbers in the smallest unit of the currency.',
}

/**
 * Stripe's API for a connected account. A request has the key of the platform and the id of the account, so a refused key says
 * nothing about the connection.
 */
const stripeApi: VendorApi = {
  name: 'Stripe',
  headers({ details }, { secret }) {
    if (details.stripe_user_id === undefined) {
      throw new ToolFailure(
        'needs_reconnecting',
        'The connection does not name an account of Stripe. Somebody has to reconnect it.',
      )
    }
    return {
      authorization: `Bearer ${secret}`,
      'stripe-account': details.stripe_user_id,
      'stripe-version': version,
    }
  },
  refusesToken: (answer) => [401, 403].includes(answer.status) && isAccountInvalid(answer),
  failureIn,
}

const errorIn = ({ body }: VendorAnswer) => errorSchema.safeParse(body).data?.error

function isAccountInvalid(answer: VendorAnswer): boolean {
  return errorIn(answer)?.code === 'account_invalid'
}

function failureIn(answer: VendorAnswer): ToolFailure | undefined {
  const { status } = answer
  const error = errorIn(answer)
  if (!error || status < 400 || status >= 500) return undefined
  const quoted = quotation(error.message ?? error.code)
  if (status === 401) {
    return new ToolFailure(
      'unavailable',
      'Stripe does not accept the key of this server. Nothing was changed. Its operator has to repair that.',
    )
  }
  if (status === 403) {
    return new ToolFailure(
      'not_granted',
      `Stripe does not allow this to the connection: ${quoted}. Somebody has to reconnect it and allow reading and writing.`,
    )
  }
  if (error.type === 'idempotency_error' && status !== 409) {
    return new ToolFailure('idempotency_conflict', `The key was used for another call: ${quoted}.`)
  }
  if (status === 409) {
    return new ToolFailure(
      'unavailable',
      'Stripe is working on the same call, or on the same invoice, at the moment. Try again in a minute.',
    )
  }
  const nextStep =
    error.code && Object.hasOwn(nextSteps, error.code)
      ? nextSteps[error.code]
      : 'Check the arguments.'
  return new ToolFailure('vendor_refused', `Stripe refused this: ${quoted}. ${nextStep}`)
}

interface StripeCall<Shape> {
  /** The parts of the path after `/v1/`. */
  path: readonly string[]
  schema: z.ZodType<Shape>
}

interface StripeRead<Shape> extends StripeCall<Shape> {
  query?: VendorRequest['query']
}

interface StripeWrite<Shape> extends StripeCall<Shape> {
  form: NonNullable<VendorRequest['form']>
  idempotencyKey: string
}

/**
 * Reads from Stripe, and returns the part of the answer that the schema describes.
 *
 * @throws {ToolFailure} when Stripe refuses the request or gives no clear answer
 */
export async function readStripe<Shape>(
  vendor: VendorSession,
  { path, schema, query = {} }: StripeRead<Shape>,
): Promise<Shape> {
  const answer = await vendor.send(stripeApi, {
    method: 'GET',
    url: urlOf(path),
    query,
    writes: false,
  })
  return readResult('Stripe', schema, answer, false)
}

/**
 * Writes to Stripe, and returns the part of the answer that the schema describes. For a second request with the same
 * `idempotencyKey`, Stripe does nothing and repeats its first answer.
 *
 * @throws {ToolFailure} when Stripe refuses the request or gives no clear answer
 */
export async function writeStripe<Shape>(
  vendor: VendorSession,
  { path, schema, form, idempotencyKey }: StripeWrite<Shape>,
): Promise<Shape> {
  const answer = await vendor.send(stripeApi, {
    method: 'POST',
    url: urlOf(path),
    form,
    headers: { 'idempotency-key': idempotencyKey },
    writes: true,
  })
  return readResult('Stripe', schema, answer, true)
}

function urlOf(path: readonly string[]): string {
  return `https://api.stripe.com/v1/${path.map(encodeURIComponent).join('/')}`
}
