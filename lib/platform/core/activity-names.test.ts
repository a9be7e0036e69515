import { expect, test } from 'vitest'
import { safeTarget, withoutPaths, withoutSecrets } from './activity-names'

test.each([
  [
    'CI of https://ada:secret@ci.example.com/job/1, nightly',
    'CI of https://ci.example.com/…, nightly',
  ],
  ['(see https://example.com/a)', '(see https://example.com/…)'],
  ['https://example.com/', 'https://example.com/'],
  ['http://localhost:3000/sign-in?link=secret', 'http://localhost:3000/…'],
  ['localhost:3000/sign-in?link=secret', 'localhost:3000/sign-in?link=…'],
  [`mt_test_${'a1'.repeat(24)}z`, 'mt_test_…'],
  ['mtoc_abcdefghijk and whsec_abc+/=12345', 'mtoc_… and whsec_…'],
  ['Slack (ana@example.com)', 'Slack (ana@example.com)'],
  ['Q&A team, 50% of 3/4', 'Q&A team, 50% of 3/4'],
])('the name %s becomes %s', (name, safe) => {
  expect(withoutPaths(name)).toBe(safe)
  expect(withoutPaths(safe)).toBe(safe)
  expect(safe.length).toBeLessThanOrEqual(name.length)
})

test.each([
  ['Ticket https://help.example.com/tickets/4711', 'Ticket https://help.example.com/tickets/4711'],
  [
    'They sent https://hooks.example.com/services/T0/abcdefghijklmnop12345678?key=secret',
    'They sent https://hooks.example.com/services/T0/…?key=…',
  ],
])('the reason "%s" becomes "%s"', (text, safe) => {
  expect(withoutSecrets(text)).toBe(safe)
})

test.each([
  ['whk_1', 'https://hooks.example.com/secret', 'hooks.example.com'],
  ['whk_1', 'hooks.example.com (On call)', 'hooks.example.com (On call)'],
  ['uri_1', 'https://app.example.com/back?tenant=secret', 'https://app.example.com/back?…'],
  ['uri_1', 'https://app.example.com/back', 'https://app.example.com/back'],
])('the target %s with the name %s is named %s', (id, name, safe) => {
  expect(safeTarget({ id, name })).toEqual({ id, name: safe })
})
