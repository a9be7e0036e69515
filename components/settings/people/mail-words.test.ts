import { expect, test } from 'vitest'
import { mailSentence } from './mail-words'

const created_at = '2026-12-01T10:00:00.000Z'
const after = (seconds: number) => Date.parse(created_at) + seconds * 1000

test.each([
  ['queued', 5, 'Mail is on its way'],
  ['queued', 90, 'Not delivered yet'],
  ['sent', 90, 'Mail sent'],
  ['failed', 90, 'The mail could not be delivered'],
] as const)('a mail that is %s after %d seconds reads so', (mail, seconds, words) => {
  expect(mailSentence({ mail, created_at }, after(seconds))).toMatch(new RegExp(`^${words}`))
})

test('an invitation without a mail says nothing about one', () => {
  expect(mailSentence({ created_at }, after(5))).toBeNull()
})
