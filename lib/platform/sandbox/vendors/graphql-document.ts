/** A field that an operation asks for. */
export interface Selection {
  /** The name under which the value is answered. */
  alias: string
  name: string
  args: Readonly<Record<string, unknown>>
  /** The fields to answer of its object. Absent for a field whose value is not an object. */
  selections?: readonly Selection[]
  /** The type that the object must have. Absent outside of a fragment. */
  onType?: string
}

export interface Operation {
  kind: 'query' | 'mutation'
  selections: readonly Selection[]
}

/** Thrown for a document that cannot be read. The message is answered to the client. */
export class GraphqlSyntaxError extends SyntaxError {
  override readonly name = 'GraphqlSyntaxError'
}

/** More than any client of GitHub sends, and few enough that reading nested parts does not overflow the stack. */
const maxTokens = 2000
const tokenPattern = /#[^\n]*|\.\.\.|[_A-Za-z]\w*|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[^\s,]/g

/**
 * Reads a document with one operation, and replaces the variables by their values. Reads what clients of GitHub write:
 * arguments, aliases and inline fragments.
 *
 * @throws {SyntaxError} for every other document, for example one with named fragments or directives
 */
export function readOperation(
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Operation {
  const tokens = (document.match(tokenPattern) ?? []).filter((token) => !token.startsWith('#'))
  if (tokens.length > maxTokens) throw new GraphqlSyntaxError('The document is too long')
  const [first] = tokens
  if (first === 'query' || first === 'mutation') {
    tokens.shift()
    if (isName(tokens[0])) tokens.shift()
    if (tokens[0] === '(') readVariableTypes(tokens, variables)
  }
  const selections = readSelections(tokens, variables)
  if (tokens.length > 0) throw unexpected(tokens[0])
  return { kind: first === 'mutation' ? 'mutation' : 'query', selections }
}

function isName(token: string | undefined): token is string {
  return token !== undefined && /^[_A-Za-z]\w*$/.test(token)
}

function unexpected(token: string | undefined): GraphqlSyntaxError {
  return new GraphqlSyntaxError(
    token === undefined ? 'Unexpected end of document' : `Parse error on "${token}"`,
  )
}

function take(tokens: string[], expected: string): void {
  const token = tokens.shift()
  if (token !== expected) throw unexpected(token)
}

function takeName(tokens: string[]): string {
  const token = tokens.shift()
  if (!isName(token)) throw unexpected(token)
  return token
}

/** Reads the types of the variables, and checks that each required variable has a value. */
function readVariableTypes(tokens: string[], variables: Readonly<Record<string, unknown>>): void {
  take(tokens, '(')
  while (tokens[0] !== ')') {
    take(tokens, '$')
    const name = takeName(tokens)
    take(tokens, ':')
    let type = ''
    while (tokens[0] !== '$' && tokens[0] !== ')') {
      if (tokens.length === 0) throw unexpected(undefined)
      type += tokens.shift()
    }
    const value = variables[name]
    if (type.endsWith('!') && (value === undefined || value === null)) {
      throw new GraphqlSyntaxError(`Variable $${name} of type ${type} was provided invalid value`)
    }
  }
  take(tokens, ')')
}

function readSelections(
  tokens: string[],
  variables: Readonly<Record<string, unknown>>,
): Selection[] {
  const selections: Selection[] = []
  take(tokens, '{')
  while (tokens[0] !== '}') {
    if (tokens[0] === '...') {
      tokens.shift()
      take(tokens, 'on')
      const onType = takeName(tokens)
      const inside = readSelections(tokens, variables)
      selections.push(...inside.map((selection) => ({ onType, ...selection })))
    } else {
      selections.push(readField(tokens, variables))
    }
  }
  take(tokens, '}')
  if (selections.length === 0) throw unexpected('}')
  return selections
}

function readField(tokens: string[], variables: Readonly<Record<string, unknown>>): Selection {
  const alias = takeName(tokens)
  const isAliased = tokens[0] === ':'
  if (isAliased) tokens.shift()
  const name = isAliased ? takeName(tokens) : alias
  const args = tokens[0] === '(' ? readFields(tokens, variables, '(', ')') : {}
  if (tokens[0] !== '{') return { alias, name, args }
  return { alias, name, args, selections: readSelections(tokens, variables) }
}

function readFields(
  tokens: string[],
  variables: Readonly<Record<string, unknown>>,
  open: string,
  close: string,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  take(tokens, open)
  while (tokens[0] !== close) {
    const name = takeName(tokens)
    take(tokens, ':')
    fields[name] = readValue(tokens, variables)
  }
  take(tokens, close)
  return fields
}

function readValue(tokens: string[], variables: Readonly<Record<string, unknown>>): unknown {
  const [token] = tokens
  if (token === '{') return readFields(tokens, variables, '{', '}')
  tokens.shift()
  if (token === '$') return variables[takeName(tokens)]
  if (token === '[') {
    const list: unknown[] = []
    while (tokens[0] !== ']') list.push(readValue(tokens, variables))
    tokens.shift()
    return list
  }
  if (token === undefined || /^[^\w"-]/.test(token)) throw unexpected(token)
  const isEnum = isName(token) && !['true', 'false', 'null'].includes(token)
  return isEnum ? token : JSON.parse(token)
}
