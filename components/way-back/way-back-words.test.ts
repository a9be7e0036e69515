import { expect, test } from 'vitest'
import { wayBackCauses } from '@/lib/contract/view/way-back'
import { wayBackWords } from './way-back-words'

test.each(wayBackCauses)(
  'the cause %s has a title and full sentences, with and without a service',
  (cause) => {
    for (const service of ['slack', undefined]) {
      const { title, happened, effect } = wayBackWords(cause, service)
      for (const text of [title, happened, effect]) expect(text).toMatch(/^[A-Z]/)
      for (const text of [happened, effect]) expect(text).toMatch(/\.$/)
    }
  },
)

test('the words for a way back without an attempt say what the person can do about cookies', () => {
  expect(wayBackWords('nothing_to_finish', 'slack').happened).toContain(
    'the browser did not keep our cookie. Allow cookies for this site',
  )
})
