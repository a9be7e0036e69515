import { expect, test } from 'vitest'
import { eventSentence } from './event-sentences'

test('the actor stands in quotes, because it is a name that somebody chose for a token', () => {
  const event = { id: 'evt_1', at: '2026-11-26T10:00:00Z', type: 'connected' }
  const account = { id: 'ana', name: 'Acme (ana)' }
  expect(eventSentence({ ...event, actor: 'command line', account }, 'slack')).toBe(
    'Connected as Acme (ana) by “command line”.',
  )
  expect(eventSentence(event, 'slack')).toBe('Connected.')
})

test.each([
  ['shared_grant', 'Nothing was revoked at Slack: another integration uses the same access.'],
  ['by_hand', 'Nothing was revoked at Slack: only its owner can end it there.'],
  ['not_configured', 'Nothing was revoked at Slack: it is no longer set up on this server.'],
  ['nothing_held', 'Nothing was revoked at Slack: Miteos had no credential left to do it with.'],
  ['something_newer', 'Nothing was revoked at Slack.'],
  ['constructor', 'Nothing was revoked at Slack.'],
  [undefined, 'Nothing was revoked at Slack.'],
])('the sentence about a skipped revocation depends on its reason: %s', (reason, sentence) => {
  const event = { id: 'evt_1', at: '2026-11-26T10:00:00Z', type: 'revocation_skipped', reason }
  expect(eventSentence(event, 'slack')).toBe(sentence)
})

test.each([
  [
    'not_configured',
    'Nothing was revoked at Slack yet: it is not set up on this server at the moment. Miteos keeps trying.',
  ],
  ['unreachable', 'Slack has not confirmed the revocation yet. Miteos keeps trying.'],
  [undefined, 'Slack has not confirmed the revocation yet. Miteos keeps trying.'],
])(
  'the sentence about a revocation that will be tried again depends on the reason: %s',
  (reason, sentence) => {
    const event = { id: 'evt_1', at: '2026-11-26T10:00:00Z', type: 'revocation_failed', reason }
    expect(eventSentence(event, 'slack')).toBe(sentence)
  },
)

test.each([
  ['timeout', 'Slack did not answer in time'],
  ['unreachable', 'Slack could not be reached'],
  ['unavailable', 'Slack could not answer just then'],
  ['malformed', 'Slack gave an answer that cannot be read'],
  ['misconfigured', 'Slack does not accept the registration of this server'],
  ['clock_wrong', 'Slack and this server do not have the same time'],
  ['blocked', 'Slack wants something to be done there first'],
  ['unexplained', 'Slack refused for a reason that Miteos does not know'],
  ['something_newer', 'Slack gave no clear answer'],
  [undefined, 'Slack gave no clear answer'],
])('the sentence about a failed check depends on its reason: %s', (reason, cause) => {
  const event = { id: 'evt_1', at: '2026-11-26T10:00:00Z', type: 'check_failed', reason }
  const sentence = `${cause}. Nothing was changed; Miteos will try again.`
  expect(eventSentence(event, 'slack')).toBe(sentence)
})
