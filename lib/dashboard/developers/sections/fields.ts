import type { MarkedText } from '@/lib/contract/view/developers'
import type { ApiOperation, JsonSchema } from '../api-document'

function typeWords({ type, items, ...schema }: JsonSchema): string {
  if (schema.enum) return `one of ${schema.enum.map((value) => `\`${String(value)}\``).join(', ')}`
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (variant) return typeWords(variant)
  if (items) return `list of ${typeWords(items)}`
  return [type ?? 'value'].flat().join(' or ')
}

function defaultWords({ default: usual }: JsonSchema): string {
  return usual === undefined ? '' : `, ${JSON.stringify(usual)} if absent`
}

function row(
  name: string,
  location: string,
  {
    schema = {},
    isRequired,
    description = schema.description,
  }: {
    schema: JsonSchema | undefined
    isRequired: boolean
    description?: string | undefined
  },
): MarkedText[] {
  const facts = `${isRequired ? 'Required' : 'Optional'}, ${location}: ${typeWords(schema)}${defaultWords(schema)}.`
  return [`\`${name}\``, description ? `${facts} ${description}` : facts]
}

/** Returns one row for each parameter and each field of the body: its name, and what it is. */
export function fieldRows({ parameters = [], requestBody }: ApiOperation): MarkedText[][] {
  const body = requestBody?.content?.['application/json']?.schema
  return [
    ...parameters.map(({ name, in: location, required, description, schema }) =>
      row(name, `in the ${location}`, { schema, isRequired: required === true, description }),
    ),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) =>
      row(name, 'in the body', { schema, isRequired: body?.required?.includes(name) === true }),
    ),
  ]
}
