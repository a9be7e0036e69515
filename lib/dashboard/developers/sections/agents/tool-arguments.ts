type Schema = Readonly<Record<string, unknown>>

/** An argument of a tool, in words. */
interface ArgumentWords {
  name: string
  isRequired: boolean
  words: string
}

/** The arguments that many tools share. They are explained once, above the list of tools. */
const sharedArguments = ['account', 'idempotency_key']

function isSchema(value: unknown): value is Schema {
  return value instanceof Object && !Array.isArray(value)
}

function schemasIn(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}

function typeWords(schema: Schema): string {
  const { enum: choices, anyOf, oneOf, items, properties, type } = schema
  if (Array.isArray(choices)) return choices.map((choice) => `\`${String(choice)}\``).join(', ')
  const variants = [...schemasIn(anyOf), ...schemasIn(oneOf)]
  if (variants.length > 0) return [...new Set(variants.map(typeWords))].join(' or ')
  if (isSchema(items)) return `list of ${typeWords(items)}`
  if (isSchema(properties)) {
    const names = Object.keys(properties).map((name) => `\`${name}\``)
    return `object with ${names.join(', ')}`
  }
  return typeof type === 'string' ? type : 'value'
}

/** Returns the arguments of a tool from the JSON Schema of its input, without the shared ones. */
export function argumentsOf({ properties, required }: Schema): ArgumentWords[] {
  const requiredNames: unknown[] = Array.isArray(required) ? required : []
  return Object.entries(isSchema(properties) ? properties : {})
    .filter(([name]) => !sharedArguments.includes(name))
    .map(([name, given]) => {
      const schema = isSchema(given) ? given : {}
      const type = typeWords(schema)
      const { description } = schema
      const start = `${type.charAt(0).toUpperCase()}${type.slice(1)}.`
      return {
        name,
        isRequired: requiredNames.includes(name),
        words: typeof description === 'string' ? `${start} ${description}` : start,
      }
    })
}
