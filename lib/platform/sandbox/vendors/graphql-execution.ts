import type { Operation, Selection } from './graphql-document'

/** A value that a field can have. */
export type GraphqlValue = string | number | boolean | null | GraphqlObject | GraphqlValue[]

/** An object of one of GitHub's types, with the fields that are simulated. */
export interface GraphqlObject {
  type: string
  fields: Readonly<Record<string, Field>>
}
type Field = (args: Readonly<Record<string, unknown>>) => GraphqlValue | Promise<GraphqlValue>

/** Thrown by a field whose work is refused. */
export class GraphqlRefusal extends Error {
  override readonly name = 'GraphqlRefusal'

  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message)
  }
}

/** Thrown for a field that GitHub does not have, or that is not simulated. */
export class UndefinedField extends Error {
  override readonly name = 'UndefinedField'

  constructor(
    readonly typeName: string,
    readonly fieldName: string,
  ) {
    super(`Field '${fieldName}' doesn't exist on type '${typeName}'`)
  }
}

interface GraphqlError {
  type: string
  path: string[]
  message: string
}

/**
 * Runs an operation. As at GitHub, a top-level field that is refused is null, and `errors` says why.
 *
 * @throws {UndefinedField} for a field that does not exist, possibly after a part of the work was done
 */
export async function execute({ selections }: Operation, root: GraphqlObject) {
  const data: Record<string, unknown> = {}
  const errors: GraphqlError[] = []
  for (const selection of selections) {
    const { alias, name, args } = selection
    try {
      data[alias] = await answerOf(await fieldOf(root, name)(args), selection)
    } catch (error) {
      if (!(error instanceof GraphqlRefusal)) throw error
      data[alias] = null
      errors.push({ type: error.type, path: [alias], message: error.message })
    }
  }
  return { data, ...(errors.length > 0 && { errors }) }
}

function fieldOf({ type, fields }: GraphqlObject, name: string): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!field) throw new UndefinedField(type, name)
  return field
}

async function answerOf(value: GraphqlValue, selection: Selection): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => answerOf(item, selection)))
  if (value === null || typeof value !== 'object') return value
  const answered: Record<string, unknown> = {}
  for (const inner of selection.selections ?? []) {
    if (inner.onType !== undefined && inner.onType !== value.type) continue
    answered[inner.alias] =
      inner.name === '__typename'
        ? value.type
        : await answerOf(await fieldOf(value, inner.name)(inner.args), inner)
  }
  return answered
}
