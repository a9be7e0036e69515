import { expect, test } from 'vitest'
import { clientHasTag, entityTag } from './entity-tag'

const tag = entityTag('[]')

test('the same text has the same weak tag, another text another one', () => {
  expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
  expect(entityTag('[]')).toBe(tag)
  expect(entityTag('[ ]')).not.toBe(tag)
})

test.each([
  ['the tag itself', tag],
  ['its strong form', tag.slice(2)],
  ['one of several', `"a", ${tag}, W/"b"`],
  ['one with a comma inside before it', `"a,b",${tag}`],
  ['any', ' * '],
])('%s is known', (_, header) => {
  expect(clientHasTag(header, tag)).toBe(true)
})

test.each([
  ['nothing', null],
  ['an empty header', ''],
  ['another one', '"a", W/"b"'],
  ['a part of it', tag.slice(2, 10)],
  ['it without quotes', tag.slice(3, -1)],
])('%s is not known', (_, header) => {
  expect(clientHasTag(header, tag)).toBe(false)
})
