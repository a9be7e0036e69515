import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath, safeSignInPath, withParameters } from './return-path'

const appUrl = 'https://platform.example'

const hostilePaths = [
  '//evil',
  '/\\evil',
  '\\\\evil',
  'https:evil',
  '/.//evil',
  '/x/..//evil',
  'javascript:alert(1)',
  'http://host@evil',
  '／／evil',
  '/／evil',
  '%2f%2fevil',
  '/\tevil',
  '/\n/evil',
  ' /integrations',
  '/sign-in?callbackUrl=/sign-in',
  '',
  undefined,
  ['/integrations'],
]

test.each(hostilePaths.map((path) => [path]))('%j leads to the list of integrations', (path) => {
  expect(returnPath(path)).toBe('/integrations')
})

test('a path of 10 KB leads to the list of integrations', () => {
  expect(returnPath(`/${'a'.repeat(10_240)}`)).toBe('/integrations')
})

test('our own paths stay as they are', () => {
  for (const path of ['/integrations?q=a%20b&status=error#x', '/callback?attempt=att_1', '/']) {
    expect(returnPath(path)).toBe(path)
  }
})

const pieces = fc.constantFrom(
  '/',
  '\\',
  '.',
  '..',
  ':',
  '@',
  '%2f',
  '%5c',
  '\t',
  '\n',
  '?',
  '#',
  '／',
  'evil',
  'a',
)
const unusualPath = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''))

test('every input gives a path on our origin that is safe in a header', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        unusualPath,
        unusualPath.map((path) => `/${path}`),
        fc.string(),
        fc.webUrl(),
      ),
      (given) => {
        for (const path of [
          returnPath(given),
          safeSignInPath(given),
          withParameters(returnPath(given), { a: 'b' }),
        ]) {
          expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
          expect(new URL(path, appUrl).origin).toBe(appUrl)
        }
      },
    ),
    { numRuns: 2000 },
  )
})
