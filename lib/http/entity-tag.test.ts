import { expect, test } from 'vitest'
import { clientHasTag, entityTag } from './entity-tag'

const tag = entityTag('[]')

test('the same text always has the same weak tag, and another text has another tag', () => {
  expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
  expect(entityTag('[]')).toBe(tag)
  expect(entityTag('[ ]')).not.toBe(tag)
})

test.each([
  ['the tag itself', tag],
  ['the strong form of the tag', tag.slice(2)],
  ['a list that contains the tag', `"a", ${tag}, W/"b"`],
  ['a list with a comma inside the tag before', `"a,b",${tag}`],
  ['a star', ' * '],
])('the client has the text when it sends %s', (_, header) => {
  expect(clientHasTag(header, tag)).toBe(true)
})

test.each([
  ['no header', null],
  ['an empty header', ''],
  ['other tags', '"a", W/"b"'],
  ['a part of the tag', tag.slice(2, 10)],
  ['the tag without quotes', tag.slice(3, -1)],
])('the client does not have the text when it sends %s', (_, header) => {
  expect(clientHasTag(header, tag)).toBe(false)
})
