import type { z } from 'zod'

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/**
 * Returns the problem with an argument as the end of a sentence, such as "it has to be a text". A schema that has
 * words of its own for a problem keeps them.
 */
export const issueWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'it is missing'
      return `it has to be ${typeWords[issue.expected] ?? 'of another kind'}`
    case 'too_small':
      return tooSmallWords(issue)
    case 'too_big':
      return tooBigWords(issue)
    case 'invalid_value':
      return `it has to be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
    case 'invalid_format':
      return issue.format === 'url' ? 'it is not a web address' : 'it has another form'
    default:
      return 'it has another form'
  }
}

function tooSmallWords({
  origin,
  minimum,
  inclusive,
}: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>) {
  if (origin === 'number' || origin === 'int')
    return inclusive ? `it is less than ${minimum}` : `it has to be more than ${minimum}`
  if (minimum === 1) return 'it is empty'
  return `it has fewer than ${minimum} ${partsOf(origin)}`
}

function tooBigWords({ origin, maximum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>) {
  if (origin === 'number' || origin === 'int') return `it is more than ${maximum}`
  return `it has more than ${maximum} ${partsOf(origin)}`
}

function partsOf(origin: string): string {
  return origin === 'string' ? 'characters' : 'entries'
}
