import type { ActivityItem } from '@/lib/contract/api/activity'

/** The example of the activity in the OpenAPI document. */
export const sampleActivity: ActivityItem = {
  id: 'act_01HXYZ',
  at: '2026-03-01T10:00:00Z',
  environment: 'live',
  type: 'integration.disconnected',
  actor: { kind: 'person', id: 'per_01HXYZ', name: 'Grace Hopper' },
  target: { id: 'int_01HXYZ', name: 'Slack (Acme)' },
  outcome: 'done',
}
