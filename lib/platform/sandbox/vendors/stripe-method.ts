import { z } from 'zod'
import type { SandboxAccount } from '../accounts'
import type { Thing, World } from '../worlds'
import { missing, refuse, type StripeAnswer, success, wrongParameter } from './stripe-answer'

/** A call of the API for a connected account. */
export interface StripeCall {
  world: World
  account: SandboxAccount
  /** The id in the path, or an empty text. */
  id: string
  /** Seconds since 1970. */
  now: number
}

/** Checks the parameters as they were sent, and does the work of a method. */
export type StripeMethod = (call: StripeCall, parameters: unknown) => Promise<StripeAnswer>

export const integerParameter = z
  .string()
  .regex(/^-?\d{1,12}$/, 'not an integer')
  .transform(Number)
export const booleanParameter = z.enum(['true', 'false']).transform((text) => text === 'true')
const expand = z.array(z.string()).optional()

/** The parameters of every list. */
export const listParameters = {
  limit: integerParameter.refine((limit) => limit >= 1 && limit <= 100, 'from 1 to 100').optional(),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
}

/** Creates a method that refuses every parameter that is not in `shape`. Accepts `expand` and ignores it. */
export function stripeMethod<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (call: StripeCall, parameters: z.output<z.ZodObject<Shape>>) => Promise<StripeAnswer>,
): StripeMethod {
  const known = z.object(shape)
  const strict = z.strictObject({ ...shape, expand })
  return async (call, parameters) => {
    const checked = strict.safeParse(parameters)
    if (!checked.success) return wrongParameter(checked.error.issues[0])
    return run(call, known.parse(parameters))
  }
}

interface ListOptions<Content> {
  url: string
  /** The name of one item in Stripe's error messages. */
  kind: string
  present: (id: string, content: Content) => object
}

/** Answers a page of a list. The items are given newest first. */
export function listAnswer<Content>(
  items: readonly Thing<Content>[],
  page: z.output<z.ZodObject<typeof listParameters>>,
  { url, kind, present }: ListOptions<Content>,
): StripeAnswer {
  const { limit = 10, starting_after, ending_before } = page
  if (starting_after !== undefined && ending_before !== undefined)
    return refuse('You may only specify one of these parameters: starting_after, ending_before.')
  const cursor = starting_after ?? ending_before
  const position = items.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && position < 0)
    return missing(kind, cursor, starting_after === undefined ? 'ending_before' : 'starting_after')
  const [begin, end] =
    ending_before === undefined
      ? [position + 1, position + 1 + limit]
      : [Math.max(position - limit, 0), position]
  return success({
    object: 'list',
    url,
    has_more: ending_before === undefined ? end < items.length : begin > 0,
    data: items.slice(begin, end).map(({ id, content }) => present(id, content)),
  })
}
