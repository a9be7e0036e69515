import { expect, test } from 'vitest'
import { integrationRow } from '@/tests/support/integration-row'
import { readIssue } from './github/read-issue'
import { readRepository } from './github/read-repository'
import { ToolFailure } from './tool-failure'
import { createVendorPauses } from './vendor-pauses'

const limited = (waitsForThisToolOnly?: boolean) =>
  new ToolFailure('rate_limited', 'Wait.', { retryAfterMs: 1000, waitsForThisToolOnly })

test('a wait holds for every tool of the integration, until it is over', () => {
  let time = 0
  const pauses = createVendorPauses(() => time)
  pauses.note(integrationRow, readIssue, limited())
  expect(() => pauses.requireNone(integrationRow, readRepository)).toThrow('asked to wait')
  expect(() => pauses.requireNone({ ...integrationRow, id: 'int_2' }, readIssue)).not.toThrow()
  time = 1000
  expect(() => pauses.requireNone(integrationRow, readRepository)).not.toThrow()
})

test('a wait for one method holds for its tool only', () => {
  const pauses = createVendorPauses(() => 0)
  pauses.note(integrationRow, readIssue, limited(true))
  expect(() => pauses.requireNone(integrationRow, readIssue)).toThrow('asked to wait')
  expect(() => pauses.requireNone(integrationRow, readRepository)).not.toThrow()
})
