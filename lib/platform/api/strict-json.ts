import { ApiProblem } from '../core/api-problem'

const maxDepth = 32
/** Matches strings, brackets, colons and commas in a text that is known to be JSON. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
/** Field names with which a careless copy changes the prototype of an object. */
const forbiddenNames = ['__proto__', 'constructor', 'prototype']

function refused(detail: string): ApiProblem {
  return new ApiProblem('invalid_request', detail, { reason: 'unsafe_json' })
}

function requireSafeText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw refused('A text in the body holds NUL or half of a character.')
  }
}

/** Checks the depth, the names and the characters, which `JSON.parse` does not check. */
function requireSafe(json: string): void {
  const open: (Set<string> | null)[] = []
  let text = ''
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (token === ':') {
      const names = open.at(-1)
      if (forbiddenNames.includes(text)) throw refused(`The body has a field "${text}".`)
      if (names?.has(text)) throw refused('The body has the same field twice.')
      names?.add(text)
    } else if (token.startsWith('"')) {
      text = String(JSON.parse(token))
      requireSafeText(text)
    }
    if (open.length > maxDepth) throw refused('The body is nested too deeply.')
  }
}

/**
 * Refuses a text that is not JSON, and JSON that two programs could read differently or could fail on: the
 * same field twice, a field named like an object's prototype, NUL, lone surrogates, deep nesting
 * (https://www.rfc-editor.org/rfc/rfc8259#section-4).
 *
 * @throws {ApiProblem} `invalid_json` or `invalid_request`
 */
export function requireStrictJson(json: string): void {
  try {
    JSON.parse(json)
  } catch {
    throw new ApiProblem('invalid_json', 'The body is not valid JSON.')
  }
  requireSafe(json)
}
