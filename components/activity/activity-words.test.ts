import { expect, test } from 'vitest'
import { eventTypes } from '@/lib/contract/api/event'
import { activitySentence, doneWords, reasonWords } from './activity-words'

test('a sentence has the name of the thing in its place', () => {
  const sentence = (type: string, outcome: 'done' | 'refused' | 'failed') => {
    const { before, after } = activitySentence({ type, outcome })
    return after === null ? before : `${before}Slack${after}`
  }
  expect(sentence('integration.disconnected', 'done')).toBe('disconnected Slack')
  expect(sentence('person.removed', 'done')).toBe('removed Slack from the account')
  expect(sentence('token.create', 'refused')).toBe('was refused: create an API token')
  expect(sentence('integration.disconnect', 'failed')).toBe('could not: disconnect Slack')
  expect(sentence('planet.moved', 'done')).toBe('planet.moved Slack')
  expect(sentence('constructor', 'done')).toBe('constructor Slack')
})

test('there are words for every event of an integration', () => {
  const types = eventTypes.map((type) => `integration.${type}`)
  expect(types.filter((type) => !(type in doneWords))).toEqual([])
})

test.each([
  ['manage_tokens', 'The role does not have this right: See, create and revoke API tokens.'],
  ['admin', 'Role: admin.'],
  ['invalid_oauth_code', 'Reason: invalid oauth code.'],
])('the reason %s is in words', (reason, words) => {
  expect(reasonWords(reason)).toBe(words)
})
