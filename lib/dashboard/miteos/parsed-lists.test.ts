import { expect, test } from 'vitest'
import { integration } from '@/tests/support/fake-miteos'
import { parseList } from './parsed-lists'

test('the same text gives the same list, and another text gives another list', () => {
  const text = JSON.stringify([integration()])
  const list = parseList(text, 'request-1')
  expect(list).toEqual([integration()])
  expect(parseList(`${text.slice(0, -1)}]`, 'request-2')).toBe(list)
  const changed = JSON.stringify([integration({ status: 'error' })])
  expect(parseList(changed, 'request-3')).toEqual([integration({ status: 'error' })])
})

test('a text that is not a list is refused each time, with the id of the request', () => {
  for (const id of ['request-4', 'request-5'])
    expect(() => parseList('{}', id)).toThrow(
      expect.objectContaining({ kind: 'invalid', requestId: id }),
    )
})

test('a list that is no longer kept is parsed again', () => {
  const text = JSON.stringify([integration({ id: 'int_first' })])
  const list = parseList(text, 'request-6')
  const long = integration({ available_tools: Array(100).fill('x'.repeat(100)) })
  for (let number = 0; number < 5; number++)
    parseList(JSON.stringify(Array(100).fill({ ...long, id: `int_${number}` })), 'request-7')
  const again = parseList(text, 'request-8')
  expect(again).toEqual(list)
  expect(again).not.toBe(list)
})
