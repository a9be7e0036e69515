import { expect, test } from 'vitest'
import { hasRightsOf } from './permissions'
import { roleSchema } from './role'

test('a role has the rights of itself, and the admin has those of everybody', () => {
  const pairs = roleSchema.options.flatMap((role) =>
    roleSchema.options.filter((other) => hasRightsOf(role, other)).map((other) => [role, other]),
  )
  expect(pairs).toEqual([
    ['admin', 'admin'],
    ['admin', 'member'],
    ['admin', 'support'],
    ['member', 'member'],
    ['support', 'support'],
  ])
})
