import { expect, test } from 'vitest'
import { disconnectFacts } from './disconnect-facts'

const at = '2026-11-26T10:00:00Z'
const disconnected = { id: 'evt_1', at, type: 'disconnected' }

test.each([
  [{ type: 'revoked_at_provider' }, 'revoked'],
  [{ type: 'revocation_failed', reason: 'unreachable' }, 'pending'],
  [{ type: 'revocation_failed', reason: 'not_configured' }, 'pending'],
  [{ type: 'revocation_given_up' }, 'given up'],
  [{ type: 'revocation_skipped', reason: 'not_configured' }, 'given up'],
  [{ type: 'revocation_skipped', reason: 'shared_grant' }, 'kept for another integration'],
  [{ type: 'revocation_skipped', reason: 'nothing_held' }, 'unknown'],
])('the events of the history decide the state of the revocation: %o', (event, revocation) => {
  const events = [{ id: 'evt_2', at, ...event }, disconnected]
  expect(disconnectFacts('slack', 'live', events)).toMatchObject({ revocation })
})
