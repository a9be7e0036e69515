import { expect, test } from 'vitest'
import { toolFailureKinds } from '@/lib/contract/api/tool-call'
import { callSentence, durationWords, failureHeading } from './call-words'

const call = { id: 'call_1', tool: 'post_message', at: '2026-11-26T10:00:00Z', took_ms: 132 }

test.each([
  [{ outcome: 'ok' }, 'Done in 132 ms'],
  [{ outcome: 'ok', took_ms: 1234 }, 'Done in 1.2 s'],
  [
    { outcome: 'failed', took_ms: 20_000, error: { kind: 'unavailable' } },
    'Failed after 20 s: Slack did not answer',
  ],
  [{ outcome: 'blocked', error: { kind: 'denied' } }, 'Not run: it is not allowed'],
  [{ outcome: 'running' }, 'Running now'],
  [
    { outcome: 'unknown', error: { kind: 'outcome_unknown' } },
    'Outcome unknown: nobody knows whether Slack did it',
  ],
  [
    { outcome: 'failed', error: { kind: 'constructor' } },
    'Failed after 132 ms: for another reason',
  ],
] as const)('a call %o reads "%s"', (fields, sentence) => {
  expect(callSentence({ ...call, ...fields }, 'slack')).toBe(sentence)
})

test.each(toolFailureKinds)(
  'the kind %s has words of its own, for a service of a newer Miteos too',
  (kind) => {
    const sentence = callSentence({ ...call, outcome: 'failed', error: { kind } }, 'linear')
    expect(sentence).toMatch(/^Failed after 132 ms: [a-z]/)
    expect(sentence).not.toContain('another reason')
  },
)

test.each([
  ['vendor_refused', 'Slack refused it'],
  ['needs_approval', 'Somebody has to approve it first'],
  ['constructor', 'It was not done'],
  [undefined, 'It was not done'],
])('the heading of the failure %s is "%s"', (kind, heading) => {
  expect(failureHeading(kind, 'slack')).toBe(heading)
})

test('a long time has no fraction of a second', () => {
  expect([durationWords(0), durationWords(999.6), durationWords(65_400)]).toEqual([
    '0 ms',
    '1,000 ms',
    '65 s',
  ])
})
