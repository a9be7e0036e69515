import { expect, test } from 'vitest'
import type { Failure } from './failure'
import { failureOf } from './failure-words'

test.each<[failure: Failure, sentence: string]>([
  [{ kind: 'failed' }, 'Miteos answered with an error.'],
  [{ kind: 'invalid' }, 'Miteos sent an answer that cannot be read.'],
  [
    { kind: 'rate_limited', retryAfterSeconds: 37 },
    'Miteos has received too many requests. Try again in 37 s.',
  ],
  [{ kind: 'forbidden' }, 'Your role may not see this. Ask an admin of the account.'],
])('the failure %j has a sentence of its own', (failure, sentence) => {
  expect(failureOf({ kind: 'failed', failure, at: 0 })).toEqual({ kind: failure.kind, sentence })
})

test('a slow answer is shown as one that did not come in time', () => {
  expect(failureOf({ kind: 'slow' })).toEqual({
    kind: 'timeout',
    sentence: 'Miteos is not answering.',
  })
})
