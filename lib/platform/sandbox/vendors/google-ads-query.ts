import { type Literal, queryRefusal, TokenReader } from './google-ads-tokens'

const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const
export type Operator = (typeof comparisons)[number] | 'IN' | 'BETWEEN'

export interface Condition {
  field: string
  operator: Operator
  values: readonly Literal[]
}

/** A query of the Google Ads Query Language, as far as the sandbox reads it. */
export interface Query {
  fields: readonly string[]
  resource: string
  conditions: readonly Condition[]
  order: readonly { field: string; isDescending: boolean }[]
  limit: number | undefined
}

/**
 * Reads a query: `SELECT … FROM … WHERE … AND … ORDER BY … LIMIT …`.
 *
 * @throws {AdsRefusal} as Google refuses a wrong query, and also for operators that the sandbox does not know
 */
export function readQuery(text: string): Query {
  const reader = new TokenReader(text)
  reader.expect('SELECT', 'EXPECTED_SELECT')
  const fields = reader.list(() => reader.name())
  reader.expect('FROM', 'EXPECTED_FROM')
  const resource = reader.name()
  const conditions = reader.skip('WHERE') ? readConditions(reader) : []
  const order = reader.skip('ORDER') ? readOrder(reader) : []
  const limit = reader.skip('LIMIT') ? readLimit(reader) : undefined
  reader.expectEnd()
  return { fields, resource, conditions, order, limit }
}

function readConditions(reader: TokenReader): Condition[] {
  const conditions = [readCondition(reader)]
  while (reader.skip('AND')) conditions.push(readCondition(reader))
  return conditions
}

function readCondition(reader: TokenReader): Condition {
  const field = reader.name()
  if (reader.skip('IN')) {
    reader.expect('(', 'EXPECTED_LIST')
    const values = reader.list(() => reader.literal())
    reader.expect(')', 'EXPECTED_LIST')
    return { field, operator: 'IN', values }
  }
  if (reader.skip('BETWEEN')) {
    const first = reader.literal()
    reader.expect('AND', 'EXPECTED_AND')
    return { field, operator: 'BETWEEN', values: [first, reader.literal()] }
  }
  const { text } = reader.next()
  const operator = comparisons.find((candidate) => candidate === text)
  if (!operator) throw queryRefusal('BAD_OPERATOR', `${text} is not an operator`)
  return { field, operator, values: [reader.literal()] }
}

function readOrder(reader: TokenReader) {
  reader.expect('BY', 'EXPECTED_BY')
  return reader.list(() => {
    const field = reader.name()
    const isDescending = reader.skip('DESC')
    if (!isDescending) reader.skip('ASC')
    return { field, isDescending }
  })
}

function readLimit(reader: TokenReader): number {
  const { kind, text } = reader.next()
  if (kind === 'number' && /^[1-9]\d*$/.test(text)) return Number(text)
  throw queryRefusal('BAD_LIMIT_VALUE', 'the limit is not a positive number')
}
