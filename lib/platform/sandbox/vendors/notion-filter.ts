import { z } from 'zod'
import { type Properties, plainValue, type Values } from './notion-property'

type PlainValue = ReturnType<typeof plainValue>
type Test = (values: Values) => boolean

const groupSchema = z.union([
  z.strictObject({ and: z.array(z.unknown()).min(1).max(100) }),
  z.strictObject({ or: z.array(z.unknown()).min(1).max(100) }),
])
const propertyFilterSchema = z.looseObject({ property: z.string(), type: z.string().optional() })
const conditionSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

const includes = (value: PlainValue, wanted: unknown) =>
  Array.isArray(value)
    ? value.some((each) => each === wanted)
    : String(value ?? '')
        .toLowerCase()
        .includes(String(wanted).toLowerCase())
const compares = (value: PlainValue, wanted: unknown, test: (order: number) => boolean) => {
  if (typeof value === 'number' && typeof wanted === 'number') return test(value - wanted)
  return typeof value === 'string' && typeof wanted === 'string'
    ? test(value < wanted ? -1 : Number(value > wanted))
    : false
}

const conditions: Readonly<Record<string, (value: PlainValue, wanted: unknown) => boolean>> = {
  equals: (value, wanted) => value === wanted,
  does_not_equal: (value, wanted) => value !== wanted,
  contains: includes,
  does_not_contain: (value, wanted) => !includes(value, wanted),
  greater_than: (value, wanted) => compares(value, wanted, (order) => order > 0),
  less_than: (value, wanted) => compares(value, wanted, (order) => order < 0),
  after: (value, wanted) => compares(value, wanted, (order) => order > 0),
  before: (value, wanted) => compares(value, wanted, (order) => order < 0),
  on_or_after: (value, wanted) => compares(value, wanted, (order) => order >= 0),
  on_or_before: (value, wanted) => compares(value, wanted, (order) => order <= 0),
  is_empty: (value) => value === null,
  is_not_empty: (value) => value !== null,
}

/**
 * Returns a function that tests the properties of a page, or a text that says why the filter is not valid for this schema.
 * Groups can be nested two levels deep.
 *
 * @see https://developers.notion.com/reference/filter-data-source-entries
 */
export function readFilter(filter: unknown, schema: Properties, depth = 0): Test | string {
  const group = groupSchema.safeParse(filter)
  if (!group.success) return readPropertyFilter(filter, schema)
  if (depth > 1) return 'compound filters can be nested only two levels deep'
  const isAll = 'and' in group.data
  const parts = 'and' in group.data ? group.data.and : group.data.or
  const tests: Test[] = []
  for (const part of parts) {
    const test = readFilter(part, schema, depth + 1)
    if (typeof test === 'string') return test
    tests.push(test)
  }
  return (values) =>
    isAll ? tests.every((test) => test(values)) : tests.some((test) => test(values))
}

function readPropertyFilter(filter: unknown, schema: Properties): Test | string {
  const parsed = propertyFilterSchema.safeParse(filter)
  if (!parsed.success) return 'filter should have a property, and, or or'
  const { property } = parsed.data
  const type = Object.hasOwn(schema, property) ? schema[property] : undefined
  if (!type) return `Could not find property with name or id: ${property}`
  const condition = conditionSchema.safeParse(parsed.data[type])
  if (!condition.success)
    return `database property ${property} does not match filter type, it is ${type}`
  const [[name = '', wanted] = [], ...others] = Object.entries(condition.data)
  const test = Object.hasOwn(conditions, name) ? conditions[name] : undefined
  if (!test || others.length > 0) return `filter.${type} should have one known condition`
  return (values) => test(plainValue(values[property]), wanted)
}
