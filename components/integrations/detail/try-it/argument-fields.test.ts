import { expect, test } from 'vitest'
import { fieldsOf, readArguments } from './argument-fields'

const schema = {
  type: 'object',
  required: ['title', 'files'],
  properties: {
    title: { type: 'string', maxLength: 500, description: 'The title.' },
    body: { type: 'string', maxLength: 65_000 },
    note: { type: 'string' },
    customer_id: { type: 'string', pattern: '^\\d{10}$' },
    chat_id: { anyOf: [{ type: 'string', pattern: '^-?\\d+$' }, { type: 'integer' }] },
    amount: { type: 'string', allOf: [{ pattern: '^\\d+$' }, { pattern: '[1-9]' }] },
    message: { type: 'string', pattern: '^\\S', maxLength: 10_000 },
    cursor: { type: 'string', maxLength: 8192, description: 'The `next_cursor` of before.' },
    limit: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
    draft: { type: 'boolean' },
    since: {
      anyOf: [
        { type: 'string', format: 'date' },
        { type: 'string', format: 'date-time' },
      ],
    },
    kind: { type: 'string', enum: ['page', 'database'] },
    labels: { type: 'array', items: { type: 'string' } },
    files: { type: 'array', items: { type: 'object' } },
    account: { type: 'string' },
    idempotency_key: { type: 'string' },
  },
  examples: [{ title: 'Hi', labels: ['a', 'b'], files: [{ path: 'x' }], draft: false }],
}

test('each argument has a field of its own form, filled from the first example', () => {
  const fields = fieldsOf(schema)
  expect(fields.map(({ name, form, initial }) => [name, form, initial])).toEqual([
    ['title', 'text', 'Hi'],
    ['body', 'long text', ''],
    ['note', 'long text', ''],
    ['customer_id', 'text', ''],
    ['chat_id', 'text', ''],
    ['amount', 'text', ''],
    ['message', 'long text', ''],
    ['cursor', 'text', ''],
    ['limit', 'number', ''],
    ['draft', 'choice', 'false'],
    ['since', 'text', ''],
    ['kind', 'choice', ''],
    ['labels', 'lines', 'a\nb'],
    ['files', 'json', '[\n  {\n    "path": "x"\n  }\n]'],
  ])
  expect(fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual([
    'title',
    'files',
  ])
  expect(fields.find(({ name }) => name === 'cursor')?.description).toBe(
    'The “next_cursor” of before.',
  )
  expect(fieldsOf({})).toEqual([])
})

test('what was typed becomes arguments, and empty fields are left out', () => {
  const fields = fieldsOf(schema)
  const typed: Record<string, string> = {
    title: ' as typed ',
    limit: ' 5 ',
    draft: 'false',
    kind: 'page',
    labels: 'one\n\ntwo\n',
    files: '[{"path":"y"}]',
  }
  expect(readArguments(fields, (name) => typed[name] ?? '')).toEqual({
    values: {
      title: ' as typed ',
      limit: 5,
      draft: false,
      kind: 'page',
      labels: ['one', 'two'],
      files: [{ path: 'y' }],
    },
    errors: {},
  })
})

test('a wrong number and wrong JSON are reported at their fields', () => {
  const typed: Record<string, string> = { limit: 'many', files: '[{' }
  const { errors } = readArguments(fieldsOf(schema), (name) => typed[name] ?? '')
  expect(errors).toEqual({ limit: 'This is not a number.', files: 'This is not valid JSON.' })
})
