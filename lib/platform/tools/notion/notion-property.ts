import { z } from 'zod'
import { invalidArgument, type ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import { richText } from './notion-text'

const givenValueSchema = z.union([
  z.string().max(50_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(2000)).max(100),
  z.record(z.string(), z.unknown()),
])
/** The value of a property as a caller gives it. An object is already in Notion's own form. */
export type GivenValue = z.infer<typeof givenValueSchema>

/** The argument with the values of properties. */
export const propertiesArgument = z
  .record(z.string().min(1).max(2000), givenValueSchema)
  .refine((properties) => JSON.stringify(properties).length <= 100_000, 'it is too large')
  .optional()
  .describe(
    'Values by the names of the properties: a text, a number, true or false, a date (2026-11-02, or 2026-11-02/2026-11-05), the name of an option, a list of options or ids, null to clear, or an object in Notion’s own form.',
  )

const text = z.string()
const textOrNull = text.nullable()
const list = z.array(text).or(text.transform((only) => [only]))

const option = textOrNull.transform((name) => (name === null ? null : { name }))
const date = textOrNull.transform((written) => {
  if (written === null) return null
  const [start = '', end] = written.split('/')
  return { start, ...(end !== undefined && { end }) }
})
const pieces = textOrNull.transform((written) => richText(written ?? ''))
const empty = z.null().transform((): string[] => [])
const listOrNull = list.or(empty)

/** The schemas that turn a simple value into Notion's form, by the type of the property. A type that is missing needs an object. */
const shapes: Readonly<Record<string, z.ZodType>> = {
  title: pieces,
  rich_text: pieces,
  number: z.number().nullable(),
  checkbox: z.boolean(),
  select: option,
  status: option,
  multi_select: listOrNull.transform((names) => names.map((name) => ({ name }))),
  date,
  url: textOrNull,
  email: textOrNull,
  phone_number: textOrNull,
  people: listOrNull.transform((ids) => ids.map((id) => ({ object: 'user', id }))),
  relation: listOrNull.transform((ids) => ids.map((id) => ({ id }))),
}

/**
 * Returns the value of a property in Notion's form.
 *
 * @throws {ToolFailure} `invalid_arguments` when the value does not fit the type
 */
export function shapeValue(name: string, type: string, value: GivenValue): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined
  if (!shape) throw unfitting(name, `has the type ${type}. Give an object in Notion’s own form`)
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw unfitting(name, `has the type ${type}, and the value does not fit`)
  return { [type]: parsed.data }
}

function unfitting(name: string, problem: string): ToolFailure {
  return invalidArgument('properties', `the property ${quotation(name)} ${problem}`)
}
