import { expect, test } from 'vitest'
import { wayBackCauses } from '@/lib/contract/view/way-back'
import { wayBackWords } from './way-back-words'

test.each(wayBackCauses)('%s is told in sentences, with and without a service', (cause) => {
  for (const service of ['slack', undefined]) {
    const { title, happened, effect } = wayBackWords(cause, service)
    for (const text of [title, happened, effect]) expect(text).toMatch(/^[A-Z]/)
    for (const text of [happened, effect]) expect(text).toMatch(/\.$/)
  }
})

test('a way back without its cookie says what a person can do about cookies', () => {
  expect(wayBackWords('nothing_to_finish', 'slack').happened).toContain(
    'the browser did not keep our cookie. Allow cookies for this site',
  )
})
