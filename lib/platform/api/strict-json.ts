import { ApiProblem } from '../core/api-problem'

const maxDepth = 32
/** Matches strings, brackets, colons and commas in a text that is known to be JSON. */
const jsonParts = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
/** Field names that can change the prototype of an object when a program copies the fields. */
const forbiddenNames = ['__proto__', 'constructor', 'prototype']

function unsafeJson(detail: string): ApiProblem {
  return new ApiProblem('invalid_request', detail, { reason: 'unsafe_json' })
}

function requireSafeText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw unsafeJson('A text in the body holds NUL or half of a character.')
  }
}

/** Refuses deep nesting, field names and characters that `JSON.parse` accepts. */
function requireSafe(json: string): void {
  /** The field names of each open object, from the outside in. An open array is null. */
  const open: (Set<string> | null)[] = []
  let lastText = ''
  for (const [part] of json.matchAll(jsonParts)) {
    if (part === '{') open.push(new Set())
    else if (part === '[') open.push(null)
    else if (part === '}' || part === ']') open.pop()
    else if (part === ':') {
      const names = open.at(-1)
      if (forbiddenNames.includes(lastText)) throw unsafeJson(`The body has a field "${lastText}".`)
      if (names?.has(lastText)) throw unsafeJson('The body has the same field twice.')
      names?.add(lastText)
    } else if (part.startsWith('"')) {
      lastText = part.includes('\\') ? String(JSON.parse(part)) : part.slice(1, -1)
      requireSafeText(lastText)
    }
    if (open.length > maxDepth) throw unsafeJson('The body is nested too deeply.')
  }
}

/**
 * Refuses a text that is not JSON. Also refuses JSON that some programs read differently or cannot read: the same
 * field twice, a field named like an object's prototype, NUL, half a surrogate pair, deep nesting
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
