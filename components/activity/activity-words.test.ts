import { expect, test } from 'vitest'
import { eventTypes } from '@/lib/contract/api/event'
import { uncheckedReasons } from '@/lib/contract/api/integration'
import { operations } from '@/lib/contract/api/permissions'
import { problemCodes } from '@/lib/contract/api/problem'
import { activityTypeGroups } from './activity-types'
import { activitySentence, doneWords, requestWords } from './activity-words'
import { reasonWords } from './reason-words'

const ada = { kind: 'person', id: 'per_1', name: 'Ada' }
const miteos = { kind: 'system', id: 'miteos', name: 'Miteos' }

function sentence(
  type: string,
  outcome: 'done' | 'refused' | 'failed',
  { actor = ada, name = 'Slack' } = {},
) {
  const told = activitySentence({ type, outcome, actor, target: { id: 'int_1', name } })
  return [told.before, told.name, told.after].join('')
}

test('a sentence has the name of the thing in its place', () => {
  expect(sentence('integration.disconnected', 'done')).toBe('disconnected Slack')
  expect(sentence('person.removed', 'done')).toBe('removed Slack from the account')
  expect(sentence('token.create', 'refused')).toBe('was refused: create an API token')
  expect(sentence('integration.disconnect', 'failed')).toBe('could not: disconnect Slack')
  expect(sentence('planet.moved', 'done')).toBe('planet.moved Slack')
  expect(sentence('constructor', 'done')).toBe('constructor Slack')
})

test('an invitation without an address is for somebody with a role', () => {
  expect(sentence('invitation.created', 'done', { name: 'admin' })).toBe(
    'invited somebody as admin',
  )
  const name = 'ada@example.com'
  expect(sentence('invitation.created', 'done', { name })).toBe('invited ada@example.com')
})

test('people sign out themselves, and Miteos does not refuse anything to itself', () => {
  expect(sentence('session.ended', 'done', { name: 'Ada' })).toBe('signed out')
  const byMiteos = { actor: miteos, name: 'Eve' }
  expect(sentence('session.ended', 'done', byMiteos)).toBe('signed out Eve')
  expect(sentence('person.join', 'refused', byMiteos)).toBe('did not let in Eve')
  expect(sentence('mail.deliver', 'failed', byMiteos)).toBe('could not deliver a mail to Eve')
})

test('there are words for every event of an integration', () => {
  const types = eventTypes.map((type) => `integration.${type}`)
  expect(types.filter((type) => !(type in doneWords))).toEqual([])
})

test.each([
  [
    'manage_tokens',
    'token.create',
    'The role does not have this right: See, create and revoke API tokens.',
  ],
  ['admin', 'person.joined', 'Role: admin.'],
  ['last_admin', 'person.remove', 'It is the last admin of the account.'],
  ['expired', 'integration.status_error', 'The access has ended.'],
  ['expired', 'mail.deliver', 'The mail could not be sent before its link expired.'],
  [
    'answer_unknown',
    'mail.deliver',
    'The server was stopped before the mail server answered. The mail may have arrived, and is not sent again.',
  ],
  ['bad_weather', 'planet.moved', 'Reason: bad weather.'],
])('the reason %s of %s is in words', (reason, type, words) => {
  expect(reasonWords(reason, type)).toBe(words)
})

test('there are words for every reason that the contract lists', () => {
  const reasons = [...problemCodes, ...operations, ...uncheckedReasons]
  const codes = reasons.filter((reason) => reasonWords(reason, '').startsWith('Reason:'))
  expect(codes).toEqual([])
})

test('the filter has every type once, in words', () => {
  const options = activityTypeGroups(undefined).flatMap((group) => group.options)
  const ids = options.map(({ id }) => id)
  expect([...ids].sort()).toEqual(
    [...new Set([...Object.keys(doneWords), ...Object.keys(requestWords)])].sort(),
  )
  const names = options.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[A-Z][\w ,:-]+$/)
  expect(names).toContain('Revoked an API token')
  expect(names).toContain('Refused or failed: disconnect an integration')
})

test('the filter has no empty group, and a chosen type that it does not know', () => {
  const groups = activityTypeGroups('planet.moved')
  for (const { options } of groups) expect(options).not.toEqual([])
  expect(groups.at(-1)).toEqual({
    name: 'Other',
    options: [{ id: 'planet.moved', name: 'planet.moved' }],
  })
})
