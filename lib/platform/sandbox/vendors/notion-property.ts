import { z } from 'zod'

const annotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

/** Returns a text as Notion answers it: a list of rich text objects. */
export function richText(content: string) {
  return content === ''
    ? []
    : [
        {
          type: 'text',
          text: { content, link: null },
          annotations,
          plain_text: content,
          href: null,
        },
      ]
}

const pieces = z
  .array(
    z.strictObject({
      type: z.literal('text').optional(),
      text: z.strictObject({ content: z.string().max(2000), link: z.null().optional() }),
    }),
  )
  .max(100)
  .transform((items) => items.flatMap(({ text }) => richText(text.content)))

const option = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[^,]*$/, 'no commas'),
  })
  .transform(({ name }) => ({ id: `option-${name}`, name, color: 'default' }))
const isoDate = z.iso.date().or(z.iso.datetime({ offset: true, local: true }))

/** The value that can be written to a property, by the type of the property. */
const values = {
  title: pieces,
  rich_text: pieces,
  number: z.number().nullable(),
  checkbox: z.boolean(),
  select: option.nullable(),
  multi_select: z.array(option).max(100),
  date: z
    .strictObject({ start: isoDate, end: isoDate.nullish() })
    .nullable()
    .transform((date) => date && { start: date.start, end: date.end ?? null, time_zone: null }),
} satisfies Record<string, z.ZodType>

export const propertyTypes = [
  'title',
  'rich_text',
  'number',
  'checkbox',
  'select',
  'multi_select',
  'date',
] as const
export type PropertyType = (typeof propertyTypes)[number]

/** The types of the properties of a data source, by their names. */
export type Properties = Readonly<Record<string, PropertyType>>
/** The properties of a page, by their names. */
export type Values = Record<string, { id: string; type: string } & Record<string, unknown>>

/** Returns the id of a property. */
export const propertyId = (name: string, type: string) =>
  type === 'title' ? 'title' : Buffer.from(name).toString('hex').slice(0, 8)

/** Returns the given properties as a page stores them, or a text that says why the schema does not allow them. */
export function readValues(
  schema: Properties,
  given: Readonly<Record<string, unknown>>,
): Values | string {
  const read: Values = {}
  for (const [key, value] of Object.entries(given)) {
    const [name, type] =
      Object.entries(schema).find(([each, its]) => each === key || propertyId(each, its) === key) ??
      []
    if (name === undefined || type === undefined) return `${key} is not a property that exists.`
    const parsed = z
      .strictObject({ [type]: values[type], type: z.literal(type).optional() })
      .safeParse(value)
    if (!parsed.success) return `${name} is expected to be ${type}.`
    read[name] = { id: propertyId(name, type), type, ...parsed.data }
  }
  return read
}

/** Returns the empty values with which a page begins. */
export function emptyValues(schema: Properties): Values {
  const emptyOf = (type: PropertyType) => {
    if (type === 'checkbox') return false
    return type === 'title' || type === 'rich_text' || type === 'multi_select' ? [] : null
  }
  return Object.fromEntries(
    Object.entries(schema).map(([name, type]) => [
      name,
      { id: propertyId(name, type), type, [type]: emptyOf(type) },
    ]),
  )
}

const readable = z.union([
  z
    .array(z.object({ plain_text: z.string() }))
    .transform((items) => items.map((each) => each.plain_text).join('')),
  z.array(z.object({ name: z.string() })).transform((options) => options.map(({ name }) => name)),
  z.object({ name: z.string() }).transform(({ name }) => name),
  z.object({ start: z.string() }).transform(({ start }) => start),
  z.number(),
  z.boolean(),
  z.null(),
])

/** Returns the value of a property for filters and sorts: a text, a list of texts, a number or a boolean. Null when it is empty. */
export function plainValue(property: Values[string] | undefined) {
  const value = property && readable.parse(property[property.type])
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    ? null
    : value
}
