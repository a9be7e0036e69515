import { adsRefusal } from './google-ads-errors'

interface Token {
  kind: 'string' | 'name' | 'number' | 'symbol' | 'end'
  text: string
}

/** A value in a query. `kind` says how it is written: `'a'` is a string, `A` a name and `1` a number. */
export interface Literal {
  kind: 'string' | 'name' | 'number'
  text: string
}

const tokenPattern =
  /\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|([A-Za-z][\w.]*)|(-?\d+(?:\.\d+)?)|(!=|<=|>=|[=<>(),]))/y
const keywords =
  /^(?:SELECT|FROM|WHERE|AND|ORDER|BY|LIMIT|IN|BETWEEN|ASC|DESC|DURING|LIKE|IS|NOT|NULL)$/i

/** Returns the refusal of a query. `value` is the code of `queryError`. */
export function queryRefusal(value: string, problem: string) {
  return adsRefusal('queryError', value, `Error in query: ${problem}.`)
}

function tokensOf(query: string): Token[] {
  const tokens: Token[] = []
  const source = query.trimEnd()
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < source.length) {
    const match = tokenPattern.exec(source)
    if (!match) throw queryRefusal('UNEXPECTED_INPUT', 'unexpected input')
    const [, single, double, name, number, symbol = ''] = match
    const quoted = single ?? double
    if (quoted !== undefined) tokens.push({ kind: 'string', text: quoted })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else tokens.push({ kind: 'symbol', text: symbol })
  }
  return tokens
}

/** Reads the tokens of a query one after the other. Throws an `AdsRefusal` at an unexpected token. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  #position = 0

  constructor(query: string) {
    this.#tokens = tokensOf(query)
  }

  #peek(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', text: '' }
  }

  next(): Token {
    const token = this.#peek()
    this.#position += 1
    return token
  }

  /** Returns whether the next token is this word or symbol, and if so goes past it. */
  skip(word: string): boolean {
    const { kind, text } = this.#peek()
    const isThere = kind !== 'string' && text.toUpperCase() === word
    if (isThere) this.#position += 1
    return isThere
  }

  expect(word: string, code: string): void {
    if (!this.skip(word)) throw queryRefusal(code, `expected ${word}`)
  }

  expectEnd(): void {
    const { kind, text } = this.#peek()
    if (kind !== 'end') throw queryRefusal('UNEXPECTED_INPUT', `unexpected input ${text}`)
  }

  name(): string {
    const { kind, text } = this.next()
    if (kind === 'name' && !keywords.test(text)) return text
    if (kind === 'end') throw queryRefusal('UNEXPECTED_END_OF_QUERY', 'unexpected end')
    throw queryRefusal('UNEXPECTED_INPUT', `unexpected input ${text}`)
  }

  literal(): Literal {
    const { kind, text } = this.next()
    if (kind === 'string' || kind === 'name' || kind === 'number') return { kind, text }
    throw queryRefusal('BAD_VALUE', `${text} is not a value`)
  }

  list<Item>(readItem: () => Item): Item[] {
    const items = [readItem()]
    while (this.skip(',')) items.push(readItem())
    return items
  }
}
