import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { toolKeys } from '../tools/tool-keys'
import { integrationKeys } from './integration-keys'
import { tryToolMutation } from './try-it'

test('after a tool was tried, the integration, its last calls and its usage are loaded again', async () => {
  const done = { outcome: 'ok', took_ms: 5, output: {} }
  vi.stubGlobal('fetch', async () => Response.json(done))
  const client = new QueryClient()
  const shown = [
    integrationKeys.one('ana', 'int_1'),
    toolKeys.calls('ana', 'int_1'),
    toolKeys.usage('ana'),
  ]
  const ofAnotherPerson = toolKeys.usage('ben')
  for (const key of [...shown, ofAnotherPerson]) client.setQueryData(key, [])
  const observer = new MutationObserver(client, tryToolMutation('ana', 'int_1'))
  const call = { tool: 'post_message', arguments: {}, key: 'try-1' }
  expect(await observer.mutate(call)).toEqual(done)
  const isStale = (key: readonly string[]) => client.getQueryState(key)?.isInvalidated
  expect(shown.map(isStale)).toEqual([true, true, true])
  expect(isStale(ofAnotherPerson)).toBe(false)
})
