import { expect, test } from 'vitest'
import { presentRow } from './notion-row'

const rowWith = (properties: Record<string, { type: string } & Record<string, unknown>>) =>
  presentRow({ id: 'id', url: 'https://www.notion.so/id', properties }).properties

test.each([
  [
    'text',
    { type: 'rich_text', rich_text: [{ plain_text: 'a\u202e' }, { plain_text: 'b' }] },
    'ab',
  ],
  ['a number', { type: 'number', number: 0 }, 0],
  ['no option', { type: 'select', select: null }, null],
  ['a status', { type: 'status', status: { name: 'Open' } }, 'Open'],
  [
    'a time span',
    { type: 'date', date: { start: '2026-11-01', end: '2026-11-02' } },
    '2026-11-01/2026-11-02',
  ],
  ['no date', { type: 'date', date: null }, null],
  ['people', { type: 'people', people: [{ id: 'u1' }, { id: 'u2', name: 'Ana' }] }, ['u1', 'Ana']],
  ['relations', { type: 'relation', relation: [{ id: 'p1' }] }, ['p1']],
  ['files', { type: 'files', files: [{ name: 'a.pdf' }] }, ['a.pdf']],
  ['a formula', { type: 'formula', formula: { type: 'boolean', boolean: true } }, true],
  [
    'a rollup',
    {
      type: 'rollup',
      rollup: {
        type: 'array',
        array: [
          { type: 'number', number: 2 },
          { type: 'title', title: [{ plain_text: 'x' }] },
        ],
      },
    },
    ['2', 'x'],
  ],
  ['a unique id', { type: 'unique_id', unique_id: { prefix: 'T', number: 7 } }, 'T-7'],
  ['the author', { type: 'created_by', created_by: { id: 'u1', name: 'Ana' } }, 'Ana'],
  ['a button', { type: 'button', button: {} }, null],
  ['a type of the future', { type: 'mood', mood: 'good' }, null],
  ['a type with the name of a method', { type: 'toString' }, null],
  ['a value of another form', { type: 'select', select: 7 }, null],
])('%s has a plain value', (_, property, value) => {
  expect(rowWith({ property })).toEqual({ property: value })
})

test('a row stays short however many long texts it has', () => {
  const text = { type: 'rich_text', rich_text: [{ plain_text: 'ä'.repeat(50_000) }] }
  const few = rowWith({ one: text, two: text })
  expect(String(few.one)).toHaveLength(2000)
  const many = Array.from({ length: 400 }, (_, index) => [`${index}${'名'.repeat(300)}`, text])
  const row = rowWith(Object.fromEntries(many))
  expect(Buffer.byteLength(JSON.stringify(row))).toBeLessThan(12_500)
  expect(Object.keys(row).length).toBeGreaterThan(10)
})
