import { expect, test } from 'vitest'
import { describeSignIn } from './sign-in-view'

test('the sign-in page shows what it may show and nothing else', () => {
  expect(describeSignIn({})).toEqual({ callbackUrl: '/integrations' })
  expect(
    describeSignIn({ error: 'revoked', callbackUrl: '/integrations/int_1', link: 'a'.repeat(43) }),
  ).toEqual({ error: 'revoked', callbackUrl: '/integrations/int_1', linkSecret: 'a'.repeat(43) })
  expect(describeSignIn({ error: '<b>', callbackUrl: ['/a', '/b'], link: '"><script>' })).toEqual({
    callbackUrl: '/integrations',
  })
})
