import { expect, test } from 'vitest'
import { eventSentence } from './event-sentences'

test('who did it is a name that somebody chose for a token, and stands in quotes', () => {
  const event = { id: 'evt_1', at: '2026-11-26T10:00:00Z', type: 'connected' }
  const account = { id: 'ana', name: 'Acme (ana)' }
  expect(eventSentence({ ...event, actor: 'command line', account }, 'slack')).toBe(
    'Connected as Acme (ana) by “command line”.',
  )
  expect(eventSentence(event, 'slack')).toBe('Connected.')
})
