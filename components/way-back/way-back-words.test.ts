import { expect, test } from 'vitest'
import { wayBackWords } from './way-back-words'

test('a way back without its cookie says what a person can do about cookies', () => {
  expect(wayBackWords('nothing_to_finish', 'slack').happened).toContain(
    'the browser did not keep our cookie. Allow cookies for this site',
  )
})
