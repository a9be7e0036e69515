import { expect, test } from 'vitest'
import { tools } from './registry'
import { ToolFailure } from './tool-failure'
import { readArguments } from './tool-schemas'

const wrongValues = [
  null,
  true,
  -1,
  1.5,
  1e9,
  '',
  '!!',
  '2026-02-30',
  'x'.repeat(200_000),
  [],
  [null],
  [{}],
  Array.from({ length: 2000 }, () => 'a'),
  {},
  { a: [null] },
]

/** Matches the texts of zod itself, and regular expressions. */
const rawText = /invalid |expected|received|too (?:small|big)|pattern|[<>]=|\/\^|undefined/i

function refusalOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof ToolFailure) return error.message
    throw error
  }
}

test.each(tools.map((tool) => ({ name: tool.name, tool })))(
  'wrong arguments of $name are refused in plain sentences',
  ({ tool }) => {
    const wrongInputs = Object.keys(tool.input.shape).flatMap((name) =>
      [undefined, ...wrongValues].map((value) => ({ ...tool.examples[0], [name]: value })),
    )
    for (const input of [null, 'text', [], ...wrongInputs]) {
      const message = refusalOf(() => tool.prepare(input)) ?? ''
      expect(message.replaceAll(/"[^"]*"/g, '')).not.toMatch(rawText)
    }
  },
)

const channelTool = tools.find(({ name }) => name === 'read_channel')
const fileTool = tools.find(({ name }) => name === 'commit_files')

test.each(['2026-13-01', 'yesterday', '2026-02-30', null])(
  'the time %j is refused with the form that is wanted',
  (since) => {
    expect(refusalOf(() => channelTool?.prepare({ channel: 'general', since }))).toBe(
      'The argument "since" is not valid: use a date such as "2026-10-31" or a time such as "2026-10-31T09:30:00Z".',
    )
  },
)

test.each([
  [{ limit: 101 }, 'The argument "limit" is not valid: it is more than 100.'],
  [{ limit: 1.5 }, 'The argument "limit" is not valid: it has to be a whole number.'],
  [{ channel: 7 }, 'The argument "channel" is not valid: it has to be a text.'],
  [null, 'The arguments have to be an object.'],
  [{ limits: 1 }, 'The tool has no argument "limits".'],
])('the arguments %j are refused with "%s"', (given, message) => {
  expect(refusalOf(() => channelTool?.prepare(given))).toBe(message)
})

test.each([
  [{ files: [] }, 'The argument "files" is not valid: it is empty.'],
  [{ files: undefined }, 'The argument "files" is not valid: it is missing.'],
  [{ files: [{ content: null }] }, 'The argument "files.0.path" is not valid: it is missing.'],
])('the files of a commit are refused in words: %j', (given, message) => {
  const whole = { ...fileTool?.examples[0], ...given }
  expect(refusalOf(() => fileTool?.prepare(whole))).toBe(message)
})

test('a key of another form is refused with the form that is wanted', () => {
  expect(refusalOf(() => readArguments({ idempotency_key: 'a b' }))).toBe(
    'The argument "idempotency_key" is not valid: use 1 to 255 printable ASCII characters, without spaces.',
  )
  expect(refusalOf(() => readArguments({ account: '' }))).toBe(
    'The argument "account" is not valid: it is empty.',
  )
})
