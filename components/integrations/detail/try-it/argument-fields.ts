/**
 * The kind of field in which a person types an argument. `json` is for arguments that fit no other
 * kind.
 */
type ArgumentForm = 'text' | 'long text' | 'number' | 'choice' | 'lines' | 'json'

/** A field of the form for the arguments of a tool. */
export interface ArgumentField {
  name: string
  form: ArgumentForm
  isRequired: boolean
  description: string | undefined
  /** The values that can be chosen. */
  choices: readonly (string | boolean)[]
  /** The text of the field before anybody types. */
  initial: string
}

type Schema = Readonly<Record<string, unknown>>

/** The arguments that the page itself sets: the account, and the key of the call. */
const ownArguments = ['account', 'idempotency_key']
/** The longest text for which one line is enough. */
const maxLineLength = 2048
/** The arguments that are one line although they may be longer. */
const oneLineArguments = ['cursor']

/** Returns a description with its names in quotation marks instead of backticks. */
function withQuotedNames(description: string): string {
  return description.replaceAll(/`([^`]*)`/g, '“$1”')
}

function isSchema(value: unknown): value is Schema {
  return value instanceof Object && !Array.isArray(value)
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

/**
 * Returns a schema without alternatives that make no difference in a form: `null`, other formats of a text, and numbers
 * for an id that may also be a text.
 */
function withoutAlternatives(schema: Schema): Schema {
  const variants = Array.isArray(schema.anyOf) ? schema.anyOf.filter(isSchema) : []
  const [first, ...others] = variants.filter(({ type }) => type !== 'null')
  const { description } = schema
  if (first && others.length === 0) return { ...first, description }
  const text = variants.find(({ type }) => type === 'string')
  const canBeTyped = variants.every(
    ({ type, enum: choices }) => (type === 'string' || type === 'integer') && !choices,
  )
  return text && canBeTyped ? { ...text, description } : schema
}

/**
 * Returns whether one line is enough for a text. A text without a length limit, pattern or format
 * may have several lines.
 */
function isOneLine({ maxLength, pattern, format, allOf }: Schema): boolean {
  if (typeof maxLength === 'number') return maxLength <= maxLineLength
  return [pattern, format, allOf].some((rule) => rule !== undefined)
}

function formOf(name: string, schema: Schema): ArgumentForm {
  const { type, items } = schema
  if (type === 'boolean' || texts(schema.enum).length > 0) return 'choice'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'string')
    return isOneLine(schema) || oneLineArguments.includes(name) ? 'text' : 'long text'
  const isOfTexts = isSchema(items) && items.type === 'string' && items.enum === undefined
  return type === 'array' && isOfTexts ? 'lines' : 'json'
}

function initialText(form: ArgumentForm, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (form === 'lines') return texts(value).join('\n')
  return form === 'json' ? JSON.stringify(value, null, 2) : String(value)
}

/** Returns a field for each argument of a tool, filled from the first example of its schema. */
export function fieldsOf(inputSchema: Schema): ArgumentField[] {
  const { properties, required, examples } = inputSchema
  const [example] = Array.isArray(examples) ? examples : []
  return Object.entries(isSchema(properties) ? properties : {})
    .filter(([name]) => !ownArguments.includes(name))
    .map(([name, given]) => {
      const schema = withoutAlternatives(isSchema(given) ? given : {})
      const form = formOf(name, schema)
      const choices = schema.type === 'boolean' ? [true, false] : texts(schema.enum)
      const { description } = schema
      return {
        name,
        form,
        isRequired: texts(required).includes(name),
        description: typeof description === 'string' ? withQuotedNames(description) : undefined,
        choices: form === 'choice' ? choices : [],
        initial: initialText(form, isSchema(example) ? example[name] : undefined),
      }
    })
}

function argumentOf({ form, choices }: ArgumentField, typed: string): unknown {
  if (form === 'number') return Number(typed)
  if (form === 'choice') return choices.find((choice) => String(choice) === typed)
  if (form === 'lines') return typed.split('\n').filter((line) => line.trim() !== '')
  return form === 'json' ? JSON.parse(typed) : typed
}

const problems: Partial<Record<ArgumentForm, string>> = {
  number: 'This is not a number.',
  json: 'This is not valid JSON.',
}

interface ReadArguments {
  values: Record<string, unknown>
  /** The problems, by the name of the argument. */
  errors: Record<string, string>
}

/** Returns the arguments that a person has typed. Empty fields are left out; the tool says what it misses. */
export function readArguments(
  fields: readonly ArgumentField[],
  typedIn: (name: string) => string,
): ReadArguments {
  const read: ReadArguments = { values: {}, errors: {} }
  for (const field of fields) {
    const { name, form } = field
    const typed = form === 'long text' || form === 'text' ? typedIn(name) : typedIn(name).trim()
    if (typed === '') continue
    try {
      const value = argumentOf(field, typed)
      if (Number.isNaN(value)) throw new TypeError('not a number')
      read.values[name] = value
    } catch {
      read.errors[name] = problems[form] ?? 'This cannot be used.'
    }
  }
  return read
}
