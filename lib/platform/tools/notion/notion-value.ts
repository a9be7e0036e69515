import { z } from 'zod'
import { cutText, readableText } from '../untrusted-text'
import { plainText, richTextSchema } from './notion-text'

/** The value of a property as the tools answer it. */
export const plainValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
])
type PlainValue = z.infer<typeof plainValueSchema>

const string = z.string()
const stringOrNull = string.nullable()
const named = z.object({ name: string })
const namedOrNull = named.nullable().transform((value) => value?.name ?? null)
const names = z.array(named).transform((values) => values.map(({ name }) => name))
const text = richTextSchema.transform(plainText)
const person = z
  .object({ id: string, name: string.nullish() })
  .transform(({ id, name }) => name ?? id)
const date = z
  .object({ start: string, end: stringOrNull.optional() })
  .nullable()
  .transform((value) => value && (value.end ? `${value.start}/${value.end}` : value.start))
const typedSchema = z.looseObject({ type: string })

/** The schemas that read a value, by the type of the property (https://developers.notion.com/reference/page-property-values). */
const readers: Readonly<Record<string, z.ZodType<PlainValue>>> = {
  title: text,
  rich_text: text,
  number: z.number().nullable(),
  checkbox: z.boolean(),
  boolean: z.boolean().nullable(),
  string: stringOrNull,
  select: namedOrNull,
  status: namedOrNull,
  multi_select: names,
  files: names,
  date,
  url: stringOrNull,
  email: stringOrNull,
  phone_number: stringOrNull,
  people: z.array(person),
  relation: z.array(z.object({ id: string })).transform((pages) => pages.map(({ id }) => id)),
  created_time: string,
  last_edited_time: string,
  created_by: person,
  last_edited_by: person,
  unique_id: z
    .object({ prefix: stringOrNull, number: z.number().nullable() })
    .transform(({ prefix, number }) => [prefix, number].filter((part) => part !== null).join('-')),
  verification: z.object({ state: string }).transform(({ state }) => state),
  place: z
    .object({ name: string.nullish(), address: string.nullish() })
    .nullable()
    .transform((place) => place?.name ?? place?.address ?? null),
  formula: typedSchema.transform(readValue),
  rollup: typedSchema.transform(readValue),
  array: z
    .array(typedSchema)
    .transform((values) => values.flatMap((value) => readValue(value) ?? []).map(String)),
}

/** Returns the plain value of a property. A value of an unknown form is null. */
export function readValue(property: z.infer<typeof typedSchema>): PlainValue {
  const { type } = property
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined
  return reader?.safeParse(property[type]).data ?? null
}

/** Returns a value with its texts cut to `maxLength` characters. A list has at most 50 texts, of at most 200 characters. */
export function shortened(value: PlainValue, maxLength: number): PlainValue {
  if (typeof value === 'string') return cutText(readableText(value), maxLength)
  if (!Array.isArray(value)) return value
  return value.slice(0, 50).map((each) => cutText(readableText(each), Math.min(maxLength, 200)))
}
