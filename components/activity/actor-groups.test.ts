import { expect, test } from 'vitest'
import { actorGroups } from './actor-groups'

test('actors are grouped by kind, and told apart when their names are the same', () => {
  const groups = actorGroups([
    { kind: 'system', id: 'command_line', name: 'command line' },
    { kind: 'token', id: 'tok_0000a1b2', name: 'Ada' },
    { kind: 'token', id: 'tok_0000c3d4', name: 'Ada' },
    { kind: 'person', id: 'per_1', name: 'Ada' },
    { kind: 'robot', id: 'r2', name: '' },
  ])
  expect(groups).toEqual([
    { name: 'People', options: [{ id: 'per_1', name: 'Ada' }] },
    {
      name: 'API tokens',
      options: [
        { id: 'tok_0000a1b2', name: 'Ada (…a1b2)' },
        { id: 'tok_0000c3d4', name: 'Ada (…c3d4)' },
      ],
    },
    { name: 'System', options: [{ id: 'command_line', name: 'command line' }] },
    { name: 'robot', options: [{ id: 'r2', name: 'r2' }] },
  ])
})
