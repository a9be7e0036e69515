import type { PlatformSettings } from '@/lib/platform/core/settings'
import { type BotUse, createInboxes, type Inbox } from '@/lib/platform/inboxes/inboxes'
import type { Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { appUrl, newKeys } from './platform'

const anyKeys = newKeys()

interface ServerOptions {
  now?: () => number
  keys?: string
  settings?: Partial<PlatformSettings>
}

/** Returns the inbox of a bot on a store, as a server has it. Without settings, the server has no public address. */
export function botInbox(storage: Storage, use: BotUse, options: ServerOptions = {}): Inbox {
  const { now = Date.now, keys = anyKeys } = options
  const settings = { appUrl, liveClients: {}, ...options.settings }
  return createInboxes({ storage, now, keyring: createKeyring(keys), settings }).of(use)
}
