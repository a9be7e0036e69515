import { z } from 'zod'
import { invalidArgument } from '../tool-failure'
import { cutText, quotation } from '../untrusted-text'
import { type GivenValue, shapeValue } from './notion-property'
import { richText } from './notion-text'

/** The types of properties by their names, in a data source or in a page. */
export const schemaSchema = z.record(z.string(), z.looseObject({ type: z.string().max(64) }))
export type Schema = z.infer<typeof schemaSchema>

interface GivenContent {
  title?: string | undefined
  properties?: Readonly<Record<string, GivenValue>> | undefined
}

/**
 * Returns a title and properties in Notion's form.
 *
 * @throws {ToolFailure} `invalid_arguments` for a property that the schema does not have, or a value that does not fit
 */
export function shapeProperties(schema: Schema, { title, properties = {} }: GivenContent) {
  const shaped = new Map<string, unknown>()
  for (const [name, value] of Object.entries(properties)) {
    const property = Object.hasOwn(schema, name) ? schema[name] : undefined
    if (!property) throw unknownProperty(schema, name)
    shaped.set(name, shapeValue(name, property.type, value))
  }
  if (title !== undefined) {
    if (shaped.has(titleNameIn(schema)))
      throw invalidArgument('properties', 'give the title only as title')
    shaped.set(titleNameIn(schema), { title: richText(title) })
  }
  return Object.fromEntries(shaped)
}

/** Returns the name of the property that is the title. */
function titleNameIn(schema: Schema): string {
  return Object.entries(schema).find(([, { type }]) => type === 'title')?.[0] ?? 'title'
}

function unknownProperty(schema: Schema, name: string) {
  const known = Object.entries(schema).map(([each, { type }]) => `${quotation(each)} (${type})`)
  return invalidArgument(
    'properties',
    `there is no property ${quotation(name)}. There are: ${cutText(known.join(', '), 1200)}`,
  )
}
