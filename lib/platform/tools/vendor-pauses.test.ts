import { expect, test } from 'vitest'
import { attackedRow } from '@/tests/support/attacked-tool'
import { readIssue } from './github/read-issue'
import { readRepository } from './github/read-repository'
import { ToolFailure } from './tool-failure'
import { createVendorPauses } from './vendor-pauses'

const limited = (waitsForThisToolOnly?: boolean) =>
  new ToolFailure('rate_limited', 'Wait.', { retryAfterMs: 1000, waitsForThisToolOnly })

test('a wait holds for every tool of the integration, until it is over', () => {
  let time = 0
  const pauses = createVendorPauses(() => time)
  pauses.note(attackedRow, readIssue, limited())
  expect(() => pauses.requireNone(attackedRow, readRepository)).toThrow('asked to wait')
  expect(() => pauses.requireNone({ ...attackedRow, id: 'int_2' }, readIssue)).not.toThrow()
  time = 1000
  expect(() => pauses.requireNone(attackedRow, readRepository)).not.toThrow()
})

test('a wait for one method holds for its tool only', () => {
  const pauses = createVendorPauses(() => 0)
  pauses.note(attackedRow, readIssue, limited(true))
  expect(() => pauses.requireNone(attackedRow, readIssue)).toThrow('asked to wait')
  expect(() => pauses.requireNone(attackedRow, readRepository)).not.toThrow()
})
