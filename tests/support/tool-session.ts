import type { Inbox } from '@/lib/platform/inboxes/inboxes'
import type { Credential, ProviderClient } from '@/lib/platform/providers/provider'
import { openSession } from '@/lib/platform/tools/open-session'
import type { Tool } from '@/lib/platform/tools/tool'

interface SessionOptions {
  client: ProviderClient
  credential?: Partial<Credential> | undefined
  key?: string | undefined
  inbox?: Inbox | undefined
}

/** Opens the session of one call with a credential that cannot be renewed, without a store. */
export function toolSession({ service }: Tool, { client, credential, key, inbox }: SessionOptions) {
  return openSession({
    account: { id: 'account-id', name: 'Account' },
    integration: { id: 'int_1', accountId: 'acct_1', service, environment: 'test' },
    now: client.now,
    progress: { begun: 0, done: 0 },
    signal: new AbortController().signal,
    endsAt: performance.now() + 60_000,
    ...(key !== undefined && { key }),
    ...(inbox && { inbox }),
    async withToken(use) {
      const whole = { accessToken: 'access-token', scopes: [], details: {}, ...credential }
      const used = await use(whole, client)
      if (used.state === 'stale') throw new Error('the token was refused')
      return used
    },
  })
}
