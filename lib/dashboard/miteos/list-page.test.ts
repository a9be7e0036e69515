import { expect, test } from 'vitest'
import { nextCursorOf } from './list-page'

test.each([
  ['<https://miteos.example/v1/tokens?limit=50&cursor=tok_1>; rel="next"', 'tok_1'],
  ['</v1/tokens?cursor=tok_1>; rel=next', 'tok_1'],
  ['</v1/tokens?cursor=tok_0>; rel="prev", </v1/tokens?cursor=tok_2>; rel="next"', 'tok_2'],
  ['</v1/tokens?cursor=tok_0>; rel="prev"', null],
  ['</v1/tokens>; rel="next"', null],
  ['<http://[>; rel="next"', null],
  ['', null],
])('the header %j leads to the page after %j', (link, cursor) => {
  expect(nextCursorOf(new Headers({ link }))).toBe(cursor)
})

test('a list without the header has no next page', () => {
  expect(nextCursorOf(new Headers())).toBeNull()
})
