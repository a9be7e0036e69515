import { ApiProblem } from '../core/api-problem'

const deepest = 32
/** Strings, brackets and commas of a text that is known to be JSON. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
/** Names that a program which copies objects may take for their prototype. */
const forbiddenNames = ['__proto__', 'constructor', 'prototype']

function refused(detail: string): ApiProblem {
  return new ApiProblem('invalid_request', detail, { reason: 'unsafe_json' })
}

function requireSafeText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw refused('A text in the body holds NUL or half of a character.')
  }
}

/** Depth, names and characters, which `JSON.parse` has no opinion on. */
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
    if (open.length > deepest) throw refused('The body is nested too deeply.')
  }
}

/**
 * Refuses what is no JSON, and what two programs could read differently or could trip over: the same
 * field twice, a field named like an object's prototype, NUL, lone surrogates, deep nesting
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
