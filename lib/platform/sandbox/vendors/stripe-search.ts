import type { Thing } from '../worlds'

const clause = /\s*(-?)([a-z_]+)\s*([:~])\s*("(?:[^"\\]|\\.)*"|null)\s*(?:(AND|OR)(?=\s)|$)/iy

interface Clause {
  isNegative: boolean
  field: string
  operator: string
  value: string
}

const parseError =
  'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.'

function parse(query: string): { clauses: Clause[]; isAny: boolean } | string {
  const clauses: Clause[] = []
  const joints = new Set<string>()
  clause.lastIndex = 0
  while (clause.lastIndex < query.length) {
    const [, minus, field = '', operator = '', quoted = '', joint] = clause.exec(query) ?? []
    if (minus === undefined) return parseError
    const value = quoted.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1')
    clauses.push({ isNegative: minus === '-', field, operator, value })
    if (joint) joints.add(joint.toUpperCase())
  }
  if (joints.size > 1) return 'You cannot combine AND with OR in a single query.'
  return { clauses, isAny: joints.has('OR') }
}

/**
 * Returns the items that a query in Stripe's search language finds, or Stripe's error message for a wrong query. A query can
 * use only the fields that `fieldsOf` returns.
 *
 * @see https://docs.stripe.com/search#search-query-language
 */
export function findByQuery<Content>(
  items: readonly Thing<Content>[],
  query: string,
  fieldsOf: (content: Content) => Record<string, string | null>,
): Thing<Content>[] | string {
  const parsed = parse(query)
  if (typeof parsed === 'string') return parsed
  const { clauses, isAny } = parsed
  const short = clauses.find(({ operator, value }) => operator === '~' && value.length < 3)
  if (short) return 'Substring search needs a value of at least 3 characters.'
  const known = items.map(({ content }) => Object.keys(fieldsOf(content)))[0] ?? []
  const unknown = clauses.find(({ field }) => !known.includes(field))
  if (unknown) return `Field \`${unknown.field}\` is an unsupported search field.`
  return items.filter(({ content }) => {
    const fields = fieldsOf(content)
    const results = clauses.map((wanted) => matches(fields[wanted.field] ?? null, wanted))
    return isAny ? results.some(Boolean) : results.every(Boolean)
  })
}

function matches(text: string | null, { isNegative, operator, value }: Clause): boolean {
  const words = (text ?? '').toLowerCase()
  const wanted = value.toLowerCase()
  const isFound =
    operator === '~'
      ? words.includes(wanted)
      : words === wanted || words.split(/\W+/).includes(wanted)
  return isFound !== isNegative
}
