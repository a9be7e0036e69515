import { expect, test } from 'vitest'
import { readFilters, unusableFilters } from './activity-filters'

test.each([
  [{ type: 'zzz', since: 'foo', actor: '…' }, ['actor', 'type', 'since']],
  [{ type: ['token.created', 'token.revoked'], environment: 'staging' }, ['type', 'environment']],
  [{ integration_id: 'gmail' }, ['integration_id']],
  [{ type: 'token.created', since: '2026-03-01', actor: '', other: 'x' }, []],
])('of %j, the filters %j mean nothing', (search, unusable) => {
  expect(unusableFilters(search, readFilters(search, 'UTC'))).toEqual(unusable)
})
