import { expect, test } from 'vitest'
import type { ShownTool } from '@/lib/contract/api/tool'
import { accountName, byService } from './tool-accounts'

function tool(fields: Partial<ShownTool>): ShownTool {
  const facts = { name: 'post_message', service: 'slack', description: '', writes: true }
  return { ...facts, state: 'ready', integrations: [], ...fields }
}

const acme = { id: 'int_acme', account: { id: 'T1', name: 'Acme' }, policy: 'allow' } as const
const other = { id: 'int_other', policy: 'allow' } as const

test('tools are grouped by service in their order, with each account once', () => {
  const [slack, linear, ...more] = byService([
    tool({ integrations: [{ ...acme, state: 'ready' }] }),
    tool({ service: 'linear', name: 'create_ticket', state: 'needs_connecting' }),
    tool({
      name: 'read_channel',
      state: 'not_granted',
      integrations: [{ ...acme, state: 'not_granted' }],
    }),
  ])
  expect(slack).toMatchObject({ service: 'slack', readyCount: 1, broken: [] })
  expect(slack?.accounts.map(({ id }) => id)).toEqual(['int_acme'])
  expect(linear).toMatchObject({ service: 'linear', readyCount: 0, accounts: [] })
  expect(more).toEqual([])
})

test('an account that needs reconnecting is found although one of its tools is denied', () => {
  const [slack] = byService([
    tool({
      integrations: [
        { ...other, state: 'denied' },
        { ...acme, state: 'ready' },
      ],
    }),
    tool({ name: 'read_channel', integrations: [{ ...other, state: 'needs_reconnecting' }] }),
  ])
  expect(slack?.broken.map(accountName)).toEqual(['int_other'])
})
