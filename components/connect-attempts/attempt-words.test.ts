import { expect, test } from 'vitest'
import { connectSteps } from '@/lib/contract/api/connect-attempt'
import { elapsedWords, stepSentence } from './attempt-words'

test.each([
  [0, 'after 0.0 s'],
  [-5, 'after 0.0 s'],
  [412, 'after 0.4 s'],
  [9_999, 'after 10.0 s'],
  [12_400, 'after 12 s'],
  [180_000, 'after 3 min'],
])('a duration of %i ms is told in words', (ms, words) => {
  expect(elapsedWords(ms)).toBe(words)
})

test('each step has one sentence when it was done and another one when it failed', () => {
  const names = { service: 'Slack', host: 'app.example.com' }
  for (const step of connectSteps) {
    expect(stepSentence(step, false, names)).not.toBe(stepSentence(step, true, names))
  }
})
