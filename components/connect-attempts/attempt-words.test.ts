import { expect, test } from 'vitest'
import { type ConnectStep, connectSteps } from '@/lib/contract/api/connect-attempt'
import { delayWords, stepSentence } from './attempt-words'

test.each([
  [0, 'after 0.0 s'],
  [-5, 'after 0.0 s'],
  [412, 'after 0.4 s'],
  [9_999, 'after 10.0 s'],
  [12_400, 'after 12 s'],
  [180_000, 'after 3 min'],
])('a delay of %i ms is told in words', (ms, words) => {
  expect(delayWords(ms)).toBe(words)
})

const context = { service: 'Slack', host: 'app.example.com' }

test('each step has one sentence when it was done and another one when it failed', () => {
  for (const step of connectSteps) {
    expect(stepSentence(step, false, context)).not.toBe(stepSentence(step, true, context))
  }
})

test.each<[step: ConnectStep, cause: string, sentence: string]>([
  [
    'returned',
    'the redirect URI was deleted, while the person brought a code',
    'Connecting ended when the person came back from Slack',
  ],
  ['code_given', 'Telegram refused the bot', 'Miteos made no code for app.example.com'],
  ['exchanged', 'Slack did not answer', 'The exchange with Slack failed'],
  [
    'identified',
    'the store did not answer',
    'Miteos did not find out whose account it is at Slack',
  ],
  ['connected', 'a grant is held', 'No integration was saved'],
])('the sentence of the failed step %s is true when %s', (step, _, sentence) => {
  expect(stepSentence(step, true, context)).toBe(sentence)
})
