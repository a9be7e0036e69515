import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { shownToolSchema } from '@/lib/contract/api/tool'
import { ServiceReasons } from './service-reasons'
import { byService } from './tool-accounts'

test.each([
  [{}, 'needs reconnecting'],
  [{ disconnecting: 'when_idle' }, 'is being disconnected and takes no new calls'],
])('an account with %j has one line with its reason, and one action', (fields, reason) => {
  const state = 'needs_reconnecting'
  const integration = { id: 'int_1', account: { id: 'acct_1', name: 'Lima Bakery' }, state }
  const tools = ['read_customers', 'create_invoice'].map((name) =>
    shownToolSchema.parse({
      name,
      service: 'stripe',
      state,
      integrations: [{ ...integration, ...fields }],
    }),
  )
  const [group] = byService(tools)
  const viewer = {
    personId: 'person_1',
    environment: 'test',
    apiHasAdditionalResources: true,
  } as const
  const markup = group && renderToStaticMarkup(<ServiceReasons group={group} viewer={viewer} />)
  expect(markup?.split('Lima Bakery')).toHaveLength(2)
  expect(markup).toContain(reason)
  expect(markup?.match(/Reconnect</g)).toHaveLength(1)
  expect(group?.readyCount).toBe(0)
})
