import { expect, test } from 'vitest'
import { describeSignIn } from './sign-in-view'

test('the sign-in page keeps valid parameters and ignores all others', () => {
  expect(describeSignIn({})).toEqual({ callbackUrl: '/integrations' })
  expect(
    describeSignIn({ error: 'revoked', callbackUrl: '/integrations/int_1', link: 'a'.repeat(43) }),
  ).toEqual({ reason: 'revoked', callbackUrl: '/integrations/int_1', linkSecret: 'a'.repeat(43) })
  const reference = 'reference-1'
  expect(describeSignIn({ error: 'ended', reference })).toMatchObject({ referenceId: reference })
  expect(describeSignIn({ error: 'ended', reference: '<b>reference' })).not.toHaveProperty(
    'referenceId',
  )
  expect(describeSignIn({ reference })).toEqual({ callbackUrl: '/integrations' })
  expect(describeSignIn({ error: '<b>', callbackUrl: ['/a', '/b'], link: '"><script>' })).toEqual({
    callbackUrl: '/integrations',
    reason: 'link_invalid',
  })
})

test('a link that a mail program has cut is said to be incomplete', () => {
  expect(describeSignIn({ link: 'a' })).toEqual({
    callbackUrl: '/integrations',
    reason: 'link_invalid',
  })
})
