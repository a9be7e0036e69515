import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Failure, FirstAnswer } from '@/lib/contract/view/failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import { ReadFailure } from './read-failure'

type FailedAnswer = Exclude<FirstAnswer<unknown>, { kind: 'ready' }>

function textOf(answer: FailedAnswer): string {
  const markup = renderToStaticMarkup(
    <ReadFailure what="the webhooks" path="/settings/webhooks" {...failureOf(answer)} />,
  )
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

const failed = (failure: Failure): FailedAnswer => ({ kind: 'failed', failure, at: 0 })

test.each<[what: string, answer: FailedAnswer, text: string]>([
  ['an error of Miteos', failed({ kind: 'failed' }), 'Miteos answered with an error.'],
  ['an answer that cannot be read', failed({ kind: 'invalid' }), 'an answer that cannot be read'],
  [
    'a rate limit',
    failed({ kind: 'rate_limited', retryAfterSeconds: 37 }),
    'Miteos has received too many requests. Try again in 37 s.',
  ],
  ['another account', failed({ kind: 'place_changed' }), 'has switched to another account'],
  ['no answer in time', { kind: 'slow' }, 'Miteos is not answering.'],
])('%s is told in its own words, with a link to try again', (_, answer, text) => {
  expect(textOf(answer)).toContain('Could not load the webhooks')
  expect(textOf(answer)).toContain(text)
  expect(textOf(answer)).toContain('Try again')
})

test.each<[kind: Failure['kind'], title: string]>([
  ['forbidden', 'No permission to see the webhooks'],
  ['not_found', 'Could not find the webhooks'],
])('a failure that loading again does not mend has no link: %s', (kind, title) => {
  expect(textOf(failed({ kind }))).toContain(title)
  expect(textOf(failed({ kind }))).not.toContain('Try again')
})
